import { Button } from "@nightlight/ui/components/button";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import styles from "./account-screen.module.css";

type AccountRowProps = {
  readonly title: string;
  readonly note?: string | undefined;
  /** The word that opens the form; without one there is nothing to change. */
  readonly act?: string;
  /** What is always shown below. */
  readonly children?: ReactNode;
  /** The form. It calls `done` with what to say, or with nothing when it was put away. */
  readonly form?: (done: (said?: string) => void) => ReactNode;
};

/** One thing that protects an account: what it is, how it stands, and a form that opens below when asked for. */
export function AccountRow({ title, note, act, children, form }: AccountRowProps) {
  const t = useTranslations("security");
  const heading = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<string | undefined>(undefined);
  const done = (words?: string) => {
    setOpen(false);
    setSaid(words);
  };
  // The form that had the focus is gone: it goes back to what opened it.
  useEffect(() => {
    if (!isOpen && wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <section className={styles["row"]} aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{title}</h2>
        {note === undefined ? null : <p className={styles["note"]}>{note}</p>}
        <p className={styles["said"]} role="status">
          {said}
        </p>
      </div>
      {act === undefined ? null : (
        <Button
          ref={opener}
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
            setSaid(undefined);
          }}
        >
          {isOpen ? t("cancel") : act}
        </Button>
      )}
      <div className={styles["body"]}>
        {children}
        {isOpen ? form?.(done) : null}
      </div>
    </section>
  );
}
