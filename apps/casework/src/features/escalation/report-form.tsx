import { useProblemText } from "@nightlight/door/client/problem-text";
import { clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextArea } from "@nightlight/ui/components/field";
import { useQueryClient } from "@tanstack/react-query";
import type { RefObject, SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { tooLongBy } from "../../shared/most-words.ts";
import styles from "./acts.module.css";
import { keepDraft, useDraft, writeReport } from "./drafts.ts";
import { useReport } from "./report-store.ts";
import { sendReport } from "./reports.ts";

type ReportFormProps = {
  readonly escalationId: string;
  /** Whether reporting is the next thing to do. */
  readonly isNext: boolean;
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

/** What was done, in the office's own words. Kept as it is typed; what cannot be sent now is sent as soon as it can. */
export function ReportForm({ escalationId, isNext, field }: ReportFormProps) {
  const t = useTranslations("report");
  const client = useQueryClient();
  const problemText = useProblemText();
  const { text, state, error, kept } = useReport(escalationId);
  useDraft(escalationId);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    void sendReport(client, escalationId);
  };
  const isKept = text === kept?.text;
  const over = tooLongBy(text);
  const whyNot =
    state === "sending"
      ? t("sending")
      : text.trim() === ""
        ? t("empty")
        : over > 0
          ? t("tooLong", { count: over })
          : undefined;
  return (
    <form className={styles["form"]} onSubmit={send} noValidate>
      <Field label={t("label")} htmlFor="report-text" layout="stacked">
        <TextArea
          ref={field}
          id="report-text"
          rows={6}
          aria-invalid={over > 0 ? true : undefined}
          aria-describedby="report-note"
          readOnly={state === "sending"}
          value={text}
          onChange={(event) => {
            writeReport(escalationId, event.target.value);
          }}
          onBlur={() => void keepDraft(escalationId)}
        />
      </Field>
      <p id="report-note" className={styles["note"]} role="status">
        {error !== undefined ? problemText(error) : state === "waiting" ? t("waiting") : t("lead")}
      </p>
      <p className={styles["note"]}>
        {over > 0
          ? t("tooLong", { count: over })
          : text === ""
            ? null
            : isKept && kept.at !== undefined
              ? t("kept", { time: clockTime(kept.at) })
              : t("keeping")}
      </p>
      <div className={styles["end"]}>
        <Button type="submit" tone={isNext ? "lamp" : "edged"} className={styles["act"]} whyNot={whyNot}>
          {state === "sending" ? t("sending") : t("send")}
        </Button>
      </div>
    </form>
  );
}
