import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useEffect, useId, useRef, type ReactNode } from "react";
import styles from "./sheet.module.css";

type SheetProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A sheet over the screen, with a heading and a cross. Escape closes it. */
export function Sheet({ title, closeLabel, onClose, children }: SheetProps) {
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
    <dialog ref={sheet} className={styles["sheet"]} aria-labelledby={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{title}</h2>
        <Button tone="plain" aria-label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {children}
    </dialog>
  );
}
