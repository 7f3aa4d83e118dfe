import { handRoutes, type HandView } from "@nightlight/contracts/counsellor/by-hand";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import styles from "./by-hand.module.css";
import { HandFields, useHandTyped } from "./hand-fields.tsx";
import { handQuery } from "./hand-query.ts";

type CorrectFormProps = {
  readonly contactId: string;
  readonly hand: HandView;
  readonly isTimeHeld: boolean;
  readonly onDone: () => void;
};

/** Correcting what was written down. What stood there is kept; what was typed stays until it is saved. */
export function CorrectForm({ contactId, hand, isTimeHeld, onDone }: CorrectFormProps) {
  const t = useTranslations("byHand");
  const problemText = useProblemText();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const { typed, type, receivedAt, missing } = useHandTyped(hand);
  const correct = useMutation({
    mutationFn: (body: { version: number; receivedAt: string } & Pick<HandView, "whoSays" | "reference" | "origin">) =>
      call(handRoutes.correct, { params: { contactId }, body }),
    onSuccess: (corrected) => {
      client.setQueryData(handQuery(contactId).queryKey, corrected);
      onDone();
    },
  });
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>("input:not([readonly])")?.focus();
  }, []);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (missing !== undefined || receivedAt === undefined || correct.isPending) return;
    const { whoSays, reference, origin } = typed;
    // The screen shows minutes: whoever did not touch the time keeps its seconds.
    const isSameMinute = Math.floor(receivedAt.getTime() / 60_000) === Math.floor(Date.parse(hand.receivedAt) / 60_000);
    const at = isSameMinute ? hand.receivedAt : receivedAt.toISOString();
    correct.mutate({ version: hand.version, receivedAt: at, whoSays, reference, origin });
  };
  return (
    <form ref={form} className={styles["form"]} aria-label={t("correct.title")} onSubmit={submit} noValidate>
      <HandFields typed={typed} type={type} isTimeHeld={isTimeHeld} referenceHint={t(`referenceOf.${hand.kind}`)} />
      <div className={styles["acts"]}>
        <p role="alert">{correct.isError ? problemText(correct.error) : (missing ?? "")}</p>
        <Button tone="plain" onClick={onDone}>
          {t("correct.cancel")}
        </Button>
        <Button type="submit" tone="lamp" whyNot={correct.isPending ? t("pending") : missing}>
          {t("correct.save")}
        </Button>
      </div>
    </form>
  );
}
