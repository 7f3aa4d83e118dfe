import { locationRoutes } from "@nightlight/contracts/counsellor/location";
import { LOCATION_OUTCOMES, type LocationOutcome } from "@nightlight/domain/location/location-request";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { TextArea } from "@nightlight/ui/components/field";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";
import { useEscalationAct } from "./use-escalation-act.ts";

type LocationAnswerProps = { readonly contactId: string; readonly requestId: string };

const LIMIT = 500;

/** What the police said. It stays as it was first written down. */
export function LocationAnswer({ contactId, requestId }: LocationAnswerProps) {
  const t = useTranslations("escalation.location");
  const problemText = useProblemText();
  const field = useId();
  const [outcome, setOutcome] = useState<LocationOutcome | undefined>(undefined);
  const [words, setWords] = useState("");
  const answer = useEscalationAct((said: LocationOutcome) =>
    call(locationRoutes.answer, { params: { contactId, requestId }, body: { outcome: said, words } }),
  );
  const whyNot = outcome === undefined ? t("chooseOutcome") : answer.isPending ? t("pending") : undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (whyNot === undefined && outcome !== undefined) answer.mutate(outcome);
  };
  return (
    <form className={styles["say"]} onSubmit={submit} noValidate>
      <Choice
        label={t("answer")}
        value={outcome}
        options={LOCATION_OUTCOMES.map((value) => ({ value, word: t(`outcome.${value}`) }))}
        onChoose={setOutcome}
      />
      <label htmlFor={field}>{t("words")}</label>
      <TextArea
        id={field}
        rows={2}
        maxLength={LIMIT}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
        }}
      />
      <div role="status">
        {answer.isError ? <p className={styles["problem"]}>{problemText(answer.error)}</p> : null}
      </div>
      <div className={styles["acts"]}>
        <Button type="submit" whyNot={whyNot}>
          {t("keepAnswer")}
        </Button>
      </div>
    </form>
  );
}
