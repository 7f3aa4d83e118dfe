import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { TextArea } from "@nightlight/ui/components/field";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";

type SayFormProps = {
  readonly label: string;
  readonly act: string;
  readonly running: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly error: unknown;
    mutate(text: string, options: { onSuccess: () => void }): void;
  };
  /** Why it cannot be done yet, besides that nothing was typed. */
  readonly whyNot?: string | undefined;
  readonly onCancel: () => void;
};

const LIMIT = 4_000;

/** A few words that go with an act: a question, a reason. What was typed stays when it could not be sent. */
export function SayForm({ label, act, running, whyNot, onCancel }: SayFormProps) {
  const t = useTranslations("escalation.say");
  const problemText = useProblemText();
  const field = useId();
  const [text, setText] = useState("");
  const reason = whyNot ?? (text.trim() === "" ? t("empty") : running.isPending ? t("pending") : undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason !== undefined) return;
    running.mutate(text, { onSuccess: onCancel });
  };
  return (
    <form className={styles["say"]} onSubmit={submit} noValidate>
      <label htmlFor={field}>{label}</label>
      <TextArea
        id={field}
        rows={3}
        maxLength={LIMIT}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <div role="status">
        {running.isError ? <p className={styles["problem"]}>{problemText(running.error)}</p> : null}
      </div>
      <div className={styles["acts"]}>
        <Button type="submit" whyNot={reason}>
          {act}
        </Button>
        <Button tone="plain" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
