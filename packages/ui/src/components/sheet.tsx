import { useEffect, useId, useRef, type ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { IconButton } from "./icon-button.tsx";
import styles from "./sheet.module.css";

type SheetProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What ends it, under a line and always in sight. */
  readonly acts?: ReactNode;
  /** `side` stands along the right edge and leaves the screen's left half in sight. */
  readonly place?: "middle" | "side";
};

/** A sheet over the screen, with a heading and a cross. It keeps the focus; Escape closes it and gives it back. */
export function Sheet({ title, closeLabel, onClose, children, acts, place = "middle" }: SheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const dialog = sheet.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
    };
  }, []);

  return (
    <dialog
      ref={sheet}
      className={classNames(styles["sheet"], place === "side" && styles["side"])}
      aria-labelledby={heading}
      onClose={onClose}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <IconButton icon="close" label={closeLabel} onClick={onClose} />
      </header>
      <div className={styles["content"]}>{children}</div>
      {acts === undefined ? null : <footer>{acts}</footer>}
    </dialog>
  );
}
