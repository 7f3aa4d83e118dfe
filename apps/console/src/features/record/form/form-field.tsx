import { isWanted, type Scope } from "@nightlight/domain/record/conditions";
import type { Field } from "@nightlight/domain/record/definition";
import { classNames } from "@nightlight/ui/class-names";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { FieldControl } from "./field-control.tsx";
import { pathIn, useForm, useSaid } from "./form-context.ts";
import styles from "./record-form.module.css";

/** One field: its label, its control, and under it what is wrong or what somebody else wrote. */
export function FormField({ field, scope }: { readonly field: Field; readonly scope: Scope }) {
  const t = useTranslations("record.form");
  const said = useSaid();
  const id = useId();
  const { values, known, problemOf, under } = useForm();
  const path = pathIn(field, scope);
  const problem = problemOf(path);
  const isMissing = isWanted(field, values, known, scope) && (values[path] ?? "") === "";
  const help = field.help === undefined ? undefined : said(field.help);
  const described = [help === undefined ? "" : `${id}-help`, problem === undefined ? "" : `${id}-problem`]
    .filter((each) => each !== "")
    .join(" ");
  const isTall = field.type === "long_text" || field.type === "choices";
  return (
    <div className={classNames(styles["field"], isTall && styles["tall"])} data-path={path}>
      <label
        id={`${id}-label`}
        htmlFor={id}
        title={help}
        className={classNames(styles["label"], isMissing && styles["missing"])}
      >
        {said(field.label)}
        {isMissing ? <span className={styles["wanted"]}> {t("wanted")}</span> : null}
      </label>
      <div className={styles["control"]}>
        <FieldControl
          id={id}
          field={field}
          path={path}
          name={said(field.label)}
          describedBy={described === "" ? undefined : described}
          isWrong={problem !== undefined}
        />
        {help === undefined ? null : (
          <span id={`${id}-help`} hidden>
            {help}
          </span>
        )}
        {problem === undefined ? null : (
          <p id={`${id}-problem`} role="alert" className={styles["problem"]}>
            {problem}
          </p>
        )}
        {under(path)}
      </div>
    </div>
  );
}
