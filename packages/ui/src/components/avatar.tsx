import styles from "./avatar.module.css";

/** The first letters of somebody's name in a circle, beside the whole name. Never a child's. */
export function Avatar({ initials }: { readonly initials: string }) {
  return (
    <span className={styles["avatar"]} aria-hidden="true">
      {initials}
    </span>
  );
}
