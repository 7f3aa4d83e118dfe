import { isShown, isWanted } from "@nightlight/domain/record/conditions";
import type { Part, Section } from "@nightlight/domain/record/definition";
import { itemsOf, type Values } from "@nightlight/domain/record/path";
import { Icon } from "@nightlight/ui/components/icon";
import { useId, useState, type ReactNode } from "react";
import { useForm, useSaid } from "./form-context.ts";
import { FormField } from "./form-field.tsx";
import { FormGroup } from "./form-group.tsx";
import { MoreFields } from "./more-fields.tsx";
import styles from "./record-form.module.css";

/** A part of the record. A folded one opens when it holds or wants something, or when asked to. */
export function FormSection({ section, head }: { readonly section: Section; readonly head?: ReactNode }) {
  const said = useSaid();
  const id = useId();
  const { values, known } = useForm();
  const [isAsked, setAsked] = useState<boolean>();
  const isOpen = isAsked ?? section.parts.some((part) => holdsSomething(part, values) || wantsSomething(part));
  const name = said(section.label);
  function wantsSomething(part: Part): boolean {
    return "field" in part && isWanted(part.field, values, known);
  }
  if (section.isFolded !== true) {
    return (
      <section className={styles["section"]} aria-label={name}>
        {head}
        <Parts section={section} />
      </section>
    );
  }
  return (
    <section className={styles["section"]} aria-label={name}>
      <h3>
        <button
          type="button"
          className={styles["fold"]}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            setAsked(!isOpen);
          }}
        >
          <Icon name={isOpen ? "down" : "right"} size={14} />
          {name}
        </button>
      </h3>
      <div id={id} hidden={!isOpen}>
        {isOpen ? (
          <>
            {head}
            <Parts section={section} />
          </>
        ) : null}
      </div>
    </section>
  );
}

function Parts({ section }: { readonly section: Section }) {
  const { values, known } = useForm();
  const fields = section.parts.flatMap((part) => ("field" in part ? [part.field] : []));
  const shown = fields.filter((field) => isShown(field, values, known));
  const isBehind = (key: string) => fields.some((field) => field.key === key && field.isMore === true);
  return (
    <>
      {section.parts.map((part) => {
        if ("group" in part) return <FormGroup key={part.group.key} group={part.group} />;
        if (!shown.includes(part.field) || isBehind(part.field.key)) return null;
        return <FormField key={part.field.key} field={part.field} scope={undefined} />;
      })}
      <MoreFields fields={shown.filter((field) => field.isMore === true)} scope={undefined} />
    </>
  );
}

function holdsSomething(part: Part, values: Values): boolean {
  return "field" in part ? (values[part.field.key] ?? "") !== "" : itemsOf(part.group, values).length > 0;
}
