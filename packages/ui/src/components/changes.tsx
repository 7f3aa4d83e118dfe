import type { ComponentProps, ReactNode } from "react";
import styles from "./changes.module.css";

type ChangesProps = Pick<ComponentProps<"details">, "onToggle"> & {
  /** What was changed, and how often. */
  readonly title: string;
  readonly children: ReactNode;
};

/** What was changed, folded away until somebody asks: the newest first, what stood there before in quotes. */
export function Changes({ title, children, onToggle }: ChangesProps) {
  return (
    <details className={styles["changes"]} onToggle={onToggle}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** The changes themselves, one an item. */
export function ChangeList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ol aria-label={label} className={styles["list"]}>
      {children}
    </ol>
  );
}
