import type { ReactNode } from "react";
import styles from "./gallery.module.css";

/** One primitive: its file's name, and its states side by side. */
export function Shown({ name, children, isWide = false }: { name: string; children: ReactNode; isWide?: boolean }) {
  return (
    <section className={styles["shown"]} aria-label={name} data-wide={isWide || undefined}>
      <h2>{name}</h2>
      <div>{children}</div>
    </section>
  );
}
