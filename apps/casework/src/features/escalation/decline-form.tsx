import { receivedEscalationRoutes } from "@nightlight/contracts/authority/escalation";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useWhyStale } from "@nightlight/door/line/use-why-stale";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextArea } from "@nightlight/ui/components/field";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { tooLongBy } from "../../shared/most-words.ts";
import { putEscalation } from "../../shared/queries.ts";
import styles from "./acts.module.css";

/** Not ours: why not, and whose it is. It goes to a person at the helpline, and is never an end. */
export function DeclineForm({
  escalationId,
  onClose,
}: {
  readonly escalationId: string;
  readonly onClose: () => void;
}) {
  const t = useTranslations("decline");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [reason, setReason] = useState("");
  const [whose, setWhose] = useState("");
  const [reasonId, whoseId] = [useId(), useId()];
  const decline = useMutation({
    mutationFn: () => call(receivedEscalationRoutes.decline, { params: { escalationId }, body: { reason, whose } }),
    onSuccess: (view) => {
      putEscalation(client, view);
      onClose();
    },
  });
  const over = Math.max(tooLongBy(reason), tooLongBy(whose));
  const isIncomplete = reason.trim() === "" || whose.trim() === "";
  const whyStale = useWhyStale();
  const whyIncomplete = isIncomplete
    ? t("incomplete")
    : over > 0
      ? t("tooLong", { count: over })
      : decline.isPending
        ? t("sending")
        : undefined;
  const whyNot = whyStale ?? whyIncomplete;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (whyNot === undefined) decline.mutate();
  };
  return (
    <form className={styles["form"]} aria-label={t("label")} onSubmit={submit} noValidate>
      <p className={styles["note"]}>{t("lead")}</p>
      <Field label={t("reason")} htmlFor={reasonId} layout="stacked">
        <TextArea
          id={reasonId}
          autoFocus
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </Field>
      <Field label={t("whose")} htmlFor={whoseId} layout="stacked">
        <TextArea
          id={whoseId}
          value={whose}
          onChange={(event) => {
            setWhose(event.target.value);
          }}
        />
      </Field>
      <p role="status" className={styles["problem"]}>
        {decline.isError ? problemText(decline.error) : over > 0 ? t("tooLong", { count: over }) : null}
      </p>
      <div className={styles["end"]}>
        <Button type="submit" whyNot={whyNot}>
          {t("send")}
        </Button>
        <Button tone="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
