import { useRef, type ReactNode, type SyntheticEvent } from "react";
import { DemoSign } from "../demo/demo-sign.tsx";
import { TasteSwitches } from "../taste/taste-switches.tsx";
import styles from "./sign-in.module.css";

type EntryCardProps = {
  readonly label: string;
  readonly title: string;
  readonly lead: string;
  /** Wider, for a picture and a list. */
  readonly isWide?: boolean;
  readonly onSubmit: () => void;
  /** Below the form: other ways in or out. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

/** The quiet room before the work: one card, one thing to do. What is missing is focused instead of sent. */
export function EntryCard({ label, title, lead, isWide = false, onSubmit, foot, children }: EntryCardProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const empty = [...(form.current?.querySelectorAll("input") ?? [])].find((input) => input.value.trim() === "");
    if (empty === undefined) onSubmit();
    else empty.focus();
  };
  return (
    <main className={styles["room"]}>
      <form
        ref={form}
        className={styles["card"]}
        data-wide={isWide ? true : undefined}
        onSubmit={submit}
        aria-label={label}
        noValidate
      >
        <p className={styles["mark"]}>
          <span className={styles["lamp"]} aria-hidden="true" />
          Nightlight
          <DemoSign />
        </p>
        <header className={styles["head"]}>
          <h1>{title}</h1>
          <p>{lead}</p>
        </header>
        {children}
        <div className={styles["tools"]}>
          {foot}
          <TasteSwitches withWords />
        </div>
      </form>
    </main>
  );
}
