import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Icon } from "./icon.tsx";
import styles from "./field.module.css";

type FieldProps = {
  readonly label: string;
  /** The control's id; without it the label is plain text, for groups that name themselves. */
  readonly htmlFor?: string;
  readonly layout?: "row" | "top" | "grow" | "stacked";
  /** What helps to fill it in, under the control. */
  readonly hint?: string | undefined;
  /** What is wrong with it and how to put it right. Read aloud when it appears. */
  readonly error?: string | undefined;
  readonly children: ReactNode;
};

/** What a control inside a field says of itself, so that its hint and its error are read with it. */
export function describedAs(id: string, { hint, error }: { hint?: string; error?: string }) {
  const notes = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`];
  return {
    id,
    "aria-invalid": error === undefined ? undefined : true,
    "aria-describedby": notes.join(" ").trim() || undefined,
  } as const;
}

/** A form row: the label in its own column (or above, when stacked), the control beside it. */
export function Field({ label, htmlFor, layout = "row", hint, error, children }: FieldProps) {
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
      <div>
        {children}
        {hint === undefined ? null : (
          <small id={htmlFor && `${htmlFor}-hint`} className={styles["hint"]}>
            {hint}
          </small>
        )}
        {error === undefined ? null : (
          <p id={htmlFor && `${htmlFor}-error`} role="alert" className={styles["error"]}>
            <Icon name="warning" size={14} /> {error}
          </p>
        )}
      </div>
    </div>
  );
}

type TextInputProps = ComponentProps<"input"> & {
  readonly scale?: "row" | "large";
  /** As wide as what is in it, instead of as its place. */
  readonly fits?: boolean;
};

/** A one-line text field in the look of the record. */
export function TextInput({ className, scale = "row", fits = false, ...rest }: TextInputProps) {
  const look = classNames(styles["input"], scale === "large" && styles["large"], fits && styles["fits"]);
  return <input {...rest} className={classNames(look, className)} />;
}

/** A choice of one from a list, in the look of a one-line field. */
export function Select({ className, fits = false, ...rest }: ComponentProps<"select"> & { readonly fits?: boolean }) {
  return <select {...rest} className={classNames(styles["input"], fits && styles["fits"], className)} />;
}

/** A text field of several lines that fills the height it is given. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={classNames(styles["input"], className)} />;
}
