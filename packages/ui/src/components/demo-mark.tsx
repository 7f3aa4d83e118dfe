import styles from "./demo-mark.module.css";

/** Says that nothing here is real. Striped, so that no theme, zoom or greyscale hides it; there is no way to close it. */
export function DemoMark({ word, note }: { readonly word: string; readonly note?: string }) {
  return (
    <span className={styles["mark"]} title={note}>
      {word}
      {note === undefined ? null : <span className="spoken"> {note}</span>}
    </span>
  );
}
