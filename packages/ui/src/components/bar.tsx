import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import styles from "./bar.module.css";
import { Icon, type IconName } from "./icon.tsx";

type BarProps = {
  /** `ember` is danger to life only; a lost connection is `lamp` or `quiet`. */
  readonly tone?: "quiet" | "moon" | "lamp" | "ember";
  readonly icon: IconName;
  readonly children: ReactNode;
  /** What else is worth knowing, in second text. */
  readonly note?: ReactNode;
  readonly acts?: ReactNode;
  /** Read aloud politely when it appears; bars that count seconds stay silent. */
  readonly isSpoken?: boolean;
};

/** A line across a pane or the page that says a state and what can be done about it. */
export function Bar({ tone = "quiet", icon, children, note, acts, isSpoken = true }: BarProps) {
  return (
    <div className={classNames(styles["bar"], tone !== "quiet" && styles[tone])} role={isSpoken ? "status" : undefined}>
      <Icon name={icon} />
      <p className={styles["words"]}>
        {children} {note === undefined ? null : <small>{note}</small>}
      </p>
      {acts === undefined ? null : <div className={styles["acts"]}>{acts}</div>}
    </div>
  );
}
