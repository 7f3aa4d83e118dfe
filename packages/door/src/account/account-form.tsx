import { Button } from "@nightlight/ui/components/button";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "../client/problem-text.ts";
import styles from "./account-screen.module.css";

type AccountFormProps = {
  readonly label: string;
  readonly word: string;
  /** What is still missing; undefined when it can be sent. */
  readonly missing: string | undefined;
  readonly mutation: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

/** The form of a row: its fields, one button that says what is missing, and below it what went wrong. */
export function AccountForm({ label, word, missing, mutation, onSubmit, children }: AccountFormProps) {
  const t = useTranslations("security");
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const pending = mutation.isPending ? t("pending") : undefined;
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>("input:not([readonly])")?.focus();
  }, []);
  return (
    <form
      ref={form}
      aria-label={label}
      className={styles["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined && pending === undefined) onSubmit();
      }}
    >
      {children}
      <div className={styles["acts"]}>
        <Button type="submit" tone={missing === undefined ? "lamp" : "edged"} whyNot={pending ?? missing}>
          {pending ?? word}
        </Button>
      </div>
      <p role="status" className={styles["note"]}>
        {mutation.error === null ? null : problemText(mutation.error)}
      </p>
    </form>
  );
}
