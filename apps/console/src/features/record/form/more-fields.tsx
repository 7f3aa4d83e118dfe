import { isWanted, type Scope } from "@nightlight/domain/record/conditions";
import type { Field } from "@nightlight/domain/record/definition";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { pathIn, useForm, useSaid } from "./form-context.ts";
import { FormField } from "./form-field.tsx";
import styles from "./record-form.module.css";

/** Fields that most contacts do not need: those that hold something, and the others behind one button. */
export function MoreFields({ fields, scope }: { readonly fields: readonly Field[]; readonly scope: Scope }) {
  const t = useTranslations("record.form");
  const said = useSaid();
  const id = useId();
  const { values, known } = useForm();
  const [isOpen, setOpen] = useState(false);
  // A field in which somebody is writing stays, also while it is empty.
  const [visited, setVisited] = useState<readonly string[]>([]);
  const shown = fields.filter(
    (field) =>
      isOpen ||
      visited.includes(field.key) ||
      isWanted(field, values, known, scope) ||
      (values[pathIn(field, scope)] ?? "") !== "",
  );
  const behind = fields.filter((field) => !shown.includes(field));
  if (fields.length === 0) return null;
  return (
    <>
      <div id={id}>
        {shown.map((field) => (
          <div
            key={field.key}
            onFocus={() => {
              if (!visited.includes(field.key)) setVisited([...visited, field.key]);
            }}
          >
            <FormField field={field} scope={scope} />
          </div>
        ))}
      </div>
      {behind.length === 0 && !isOpen ? null : (
        <button
          type="button"
          className={styles["more"]}
          aria-expanded={isOpen}
          aria-controls={id}
          title={behind.map(({ label }) => said(label)).join(", ")}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen ? t("fewer") : t("more", { count: behind.length })}
        </button>
      )}
    </>
  );
}
