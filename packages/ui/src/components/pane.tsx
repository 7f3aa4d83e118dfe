import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import styles from "./pane.module.css";

type PaneProps = ComponentProps<"section"> & { readonly ground?: "pane" | "ground" };

/** A column of the screen: a head, what scrolls, and perhaps a foot. */
export function Pane({ ground = "pane", className, ...rest }: PaneProps) {
  return <section {...rest} className={classNames(styles["column"], styles[ground], className)} />;
}

type PaneHeadProps = {
  readonly title: string;
  /** The heading's id, for `aria-labelledby` of the pane. */
  readonly id?: string;
  /** How many are in it. */
  readonly count?: number | string | undefined;
  readonly children?: ReactNode;
};

/** A pane's first line: what it is, how many, and what can be done with all of it. */
export function PaneHead({ title, id, count, children }: PaneHeadProps) {
  return (
    <header className={styles["head"]}>
      <h2 id={id}>
        {title}
        {count === undefined ? null : <small> {count}</small>}
      </h2>
      {children === undefined ? null : <div className={styles["acts"]}>{children}</div>}
    </header>
  );
}

/** What scrolls between head and foot. */
export function PaneBody({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={classNames(styles["body"], className)} />;
}

/** A pane's last line. */
export function PaneFoot({ className, ...rest }: ComponentProps<"footer">) {
  return <footer {...rest} className={classNames(styles["foot"], className)} />;
}

/** The heading of a group of rows, with how many they are and a word at the end of the line. */
export function GroupHead({ title, count, note }: { title: ReactNode; count?: number | string; note?: ReactNode }) {
  return (
    <h3 className={styles["group"]}>
      {title}
      {count === undefined ? null : <small> {count}</small>}
      {note === undefined ? null : <span>{note}</span>}
    </h3>
  );
}
