import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Icon } from "./icon.tsx";
import { Progress } from "./progress.tsx";
import styles from "./clock-block.module.css";

type ClockBlockProps = {
  readonly title: string;
  /** When it is due. */
  readonly due: string;
  /** The time left or over, in words: "3 giờ 20". */
  readonly time: string;
  /** "left", "over", "kept": what the time means. */
  readonly meaning?: string;
  readonly state: "running" | "late" | "kept" | "stopped";
  /** How much of the time has passed, 0 to 1. */
  readonly share: number;
  readonly marks?: readonly number[];
  readonly children?: ReactNode;
};

/** One deadline: what is left in large words first, then as a bar. Late is said in words, never in red. */
export function ClockBlock(props: ClockBlockProps) {
  const { title, due, time, meaning, state, share, marks = [], children } = props;
  const isOver = state === "kept" || state === "stopped";
  return (
    <div role="group" aria-label={title} className={classNames(styles["clock"], isOver && styles["over"])}>
      <p className={styles["top"]}>
        <b>{title}</b>
        <span>{due}</span>
      </p>
      <p className={styles["big"]}>
        {state === "kept" ? <Icon name="check" size={20} /> : null}
        {state === "late" ? <Icon name="warning" size={20} /> : null}
        {time}
        {meaning === undefined ? null : <small> {meaning}</small>}
      </p>
      <Progress share={share} marks={marks} isDone={isOver} />
      {children === undefined ? null : <p className={styles["note"]}>{children}</p>}
    </div>
  );
}

type TimeInProps = {
  /** "41:20". Counted silently: a screen reader would say nothing else. */
  readonly time: string;
  /** Longer than it should be. */
  readonly isLong?: boolean;
};

/** How long somebody has been in a state, beside the state. */
export function TimeIn({ time, isLong = false }: TimeInProps) {
  return <span className={classNames(styles["in"], isLong && styles["long"])}>{time}</span>;
}
