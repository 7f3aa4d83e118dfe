import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import styles from "./field.module.css";

type FieldProps = {
  readonly label: string;
  /** The control's id; without it the label is plain text, for groups that name themselves. */
  readonly htmlFor?: string;
  readonly layout?: "row" | "top" | "grow" | "stacked";
  readonly children: ReactNode;
};

/** A form row: the label in its own column (or above, when stacked), the control beside it. */
export function Field({ label, htmlFor, layout = "row", children }: FieldProps) {
  const placed = layout === "grow" ? classNames(styles["top"], styles["grow"]) : styles[layout];
  return (
    <div className={classNames(styles["field"], placed)}>
      {htmlFor === undefined ? (
        <span className={styles["label"]} aria-hidden="true">
          {label}
        </span>
      ) : (
        <label className={styles["label"]} htmlFor={htmlFor}>
          {label}
        </label>
      )}
      <div>{children}</div>
    </div>
  );
}

type TextInputProps = ComponentProps<"input"> & { readonly scale?: "row" | "large" };

/** A one-line text field in the look of the record. */
export function TextInput({ className, scale = "row", ...rest }: TextInputProps) {
  return <input {...rest} className={classNames(styles["input"], scale === "large" && styles["large"], className)} />;
}

/** A text field of several lines that fills the height it is given. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={classNames(styles["input"], className)} />;
}
