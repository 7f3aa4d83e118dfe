import styles from "./key-cap.module.css";

/** A key's cap beside what it does. Not read aloud: `aria-keyshortcuts` on the control says it. */
export function KeyCap({ children }: { readonly children: string }) {
  return (
    <kbd className={styles["cap"]} aria-hidden="true">
      {children}
    </kbd>
  );
}
