import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Icon } from "./icon.tsx";
import { KeyCap } from "./key-cap.tsx";
import styles from "./toast.module.css";

type Undo = {
  readonly word: string;
  readonly act: () => void;
  /** The key that does the same: its cap, and how `aria-keyshortcuts` writes it. */
  readonly keys?: { readonly cap: string; readonly spoken: string };
  readonly isOff?: boolean;
};

type ToastProps = {
  /** What was done. Read aloud once, when it appears. */
  readonly children: ReactNode;
  readonly undo?: Undo;
  /** How long it can still be taken back, in words. Silent, because it counts. */
  readonly left?: string;
  readonly putAway?: { readonly word: string; readonly act: () => void };
};

/** What was just done, and for how long it can be taken back. A line at the foot of its pane; nothing is covered. */
export function Toast({ children, undo, left, putAway }: ToastProps) {
  return (
    <div className={styles["toast"]}>
      <span role="status" className={styles["what"]}>
        {children}
      </span>
      <span className={styles["acts"]}>
        {undo === undefined ? null : (
          <button
            type="button"
            className={styles["undo"]}
            aria-keyshortcuts={undo.keys?.spoken}
            disabled={undo.isOff}
            onClick={undo.act}
          >
            <b>{undo.word}</b> {undo.keys === undefined ? null : <KeyCap>{undo.keys.cap}</KeyCap>}
          </button>
        )}
        {left === undefined ? null : <span className={styles["left"]}>{left}</span>}
        {putAway === undefined ? null : (
          <button type="button" className={styles["cross"]} aria-label={putAway.word} onClick={putAway.act}>
            <Icon name="close" size={14} />
          </button>
        )}
      </span>
    </div>
  );
}

type ToastStackProps = {
  readonly label: string;
  readonly children: ReactNode;
  /** `foot` ends a pane; `corner` floats at the page's lower left, for screens whose panes have no foot. */
  readonly place?: "foot" | "corner";
};

/** Where toasts stand, the newest at the bottom. */
export function ToastStack({ label, children, place = "foot" }: ToastStackProps) {
  return (
    <section aria-label={label} className={classNames(styles["stack"], place === "corner" && styles["corner"])}>
      {children}
    </section>
  );
}
