import type { ReactNode } from "react";
import styles from "./print-sheet.module.css";

type PrintSheetProps = {
  readonly title: string;
  /** Who printed it and when: at the foot of every page. */
  readonly foot: string;
  readonly children: ReactNode;
};

/** A page made for paper: black on white in every theme, A4, its foot on each page. */
export function PrintSheet({ title, foot, children }: PrintSheetProps) {
  return (
    <article className={styles["paper"]}>
      <h1>{title}</h1>
      {children}
      <footer>{foot}</footer>
    </article>
  );
}
