import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import styles from "./severity.module.css";

const SHAPES = {
  immediate: <path d="M6 .2 11.8 6 6 11.8.2 6z" fill="currentColor" />,
  high: <path d="M6 .9 11.9 11.1H.1z" fill="currentColor" />,
  normal: <circle cx="6" cy="6" r="4.3" fill="currentColor" />,
  low: <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.6" />,
} satisfies Record<string, ReactNode>;

export type SeverityLevel = keyof typeof SHAPES;

type SeverityProps = {
  readonly level: SeverityLevel;
  readonly word: string;
  /** Shows the shape alone; the word is still read aloud. */
  readonly shapeOnly?: boolean;
};

/** How severe: ◆ ▲ ● ○ first, then the word. Reads the same in greyscale. */
export function Severity({ level, word, shapeOnly = false }: SeverityProps) {
  const naming = shapeOnly ? { role: "img", "aria-label": word } : { "aria-hidden": true };
  return (
    <span className={classNames(styles["severity"], styles[level])}>
      <svg viewBox="0 0 12 12" {...naming}>
        {SHAPES[level]}
      </svg>
      {shapeOnly ? null : <b>{word}</b>}
    </span>
  );
}
