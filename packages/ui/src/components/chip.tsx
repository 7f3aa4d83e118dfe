import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import styles from "./chip.module.css";

type ChipProps = {
  readonly children: ReactNode;
  /** What taking it away is called ("Remove bullying"); without it the chip only tells. */
  readonly remove?: { readonly label: string; readonly act: () => void } | undefined;
};

/** A word the system or a person gave: a reason, a chosen answer. Not a control by itself. */
export function Chip({ children, remove }: ChipProps) {
  return (
    <span className={styles["chip"]}>
      {children}
      {remove === undefined ? null : (
        <button type="button" aria-label={remove.label} onClick={remove.act}>
          <Icon name="close" size={14} />
        </button>
      )}
    </span>
  );
}

/** Chips in a line that wraps. */
export function Chips({ children }: { readonly children: ReactNode }) {
  return <span className={styles["chips"]}>{children}</span>;
}
