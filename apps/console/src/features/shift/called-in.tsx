import { rosterRoutes, type RosterShiftView, type RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { CALL_IN_ANSWERS, type CallInAnswer } from "@nightlight/domain/roster/call-in";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useNow } from "@nightlight/door/time/use-now";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useCalledInWords } from "../../shared/called-in-words.ts";
import { weekQuery } from "./handover-queries.ts";
import styles from "./roster.module.css";
import { putShift } from "./use-roster-change.ts";

type CalledInProps = {
  readonly shift: RosterShiftView;
  readonly week: RosterWeekView;
  readonly from: string;
  readonly personId: string;
  readonly isOver: boolean;
};

const STEP_MS = 5_000;

/** Whether somebody on call was told that they are needed, what they said; and what they said by telephone. */
export function CalledIn({ shift, week, from, personId, isOver }: CalledInProps) {
  const t = useTranslations("roster.callIn");
  const words = useCalledInWords(week);
  const problemText = useProblemText();
  const client = useQueryClient();
  const now = useNow(STEP_MS);
  const answer = useMutation({
    mutationFn: (says: CallInAnswer) =>
      call(rosterRoutes.answerCallIn, { params: { shiftId: shift.id, personId }, body: { says } }),
    onSuccess: (changed) => {
      putShift(client, from, changed);
    },
    onError: () => {
      void client.invalidateQueries({ queryKey: weekQuery(from).queryKey });
    },
  });
  const asked = shift.calledIn.find(({ id }) => id === personId);
  if (asked === undefined) return null;
  return (
    <>
      <small>{words(asked, now)}</small>
      {answer.isError ? <small className={styles["error"]}>{problemText(answer.error)}</small> : null}
      {isOver ? null : (
        <span className={styles["answers"]}>
          {CALL_IN_ANSWERS.filter((says) => says !== asked.says).map((says) => (
            <Button
              key={says}
              size="small"
              onClick={() => {
                answer.mutate(says);
              }}
            >
              {t(says === "coming" ? "onTheWay" : "notComing")}
            </Button>
          ))}
        </span>
      )}
    </>
  );
}
