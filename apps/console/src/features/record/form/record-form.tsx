import type { ReactNode } from "react";
import { FormContext, type RecordForm as Form } from "./form-context.ts";
import { FormSection } from "./form-section.tsx";
import styles from "./record-form.module.css";

type RecordFormProps = Form & {
  /** What stands at the head of a section, by the section's key: the level of risk above its questions. */
  readonly heads?: Readonly<Record<string, ReactNode>>;
};

/** The record as its definition says: sections, fields, groups. Knows no field by name. */
export function RecordForm({ heads = {}, ...form }: RecordFormProps) {
  return (
    <FormContext value={form}>
      <div className={styles["form"]}>
        {form.definition.sections.map((section) => (
          <FormSection key={section.key} section={section} head={heads[section.key]} />
        ))}
      </div>
    </FormContext>
  );
}
