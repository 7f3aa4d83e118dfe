import { callInRoutes } from "@nightlight/contracts/counsellor/call-in";
import type { CallInAnswer } from "@nightlight/domain/roster/call-in";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { clockTime } from "@nightlight/door/time/time";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { HANDOVER } from "../../shared/queries.ts";

/** A notice may be lost. */
const LOOK_AGAIN_MS = 30_000;

/** Told anew by the notice that tells of handovers: both are about one's own shifts. */
const callInQuery = queryOptions({
  queryKey: [...HANDOVER, "call-in"],
  queryFn: () => call(callInRoutes.read, {}),
  refetchInterval: LOOK_AGAIN_MS,
});

/** On call, and needed now: asked calmly, answered with a press, and what was said can be changed. */
export function CallInBar() {
  const t = useTranslations("callIn");
  const client = useQueryClient();
  const problemText = useProblemText();
  const shown = useQuery(callInQuery).data?.callIn ?? null;
  const answer = useMutation({
    mutationFn: ({ shiftId, says }: { shiftId: string; says: CallInAnswer }) =>
      call(callInRoutes.answer, { params: { shiftId }, body: { says } }),
    onSuccess: (told) => {
      client.setQueryData(callInQuery.queryKey, told);
    },
    onError: () => {
      void client.invalidateQueries({ queryKey: callInQuery.queryKey });
    },
  });
  if (shown === null) return null;
  const { shiftId, says } = shown;
  const say = (word: CallInAnswer, label: string) => (
    <Button
      whyNot={answer.isPending ? t("pending") : undefined}
      onClick={() => {
        answer.mutate({ shiftId, says: word });
      }}
    >
      {label}
    </Button>
  );
  return (
    <Bar
      tone={says === null ? "lamp" : "quiet"}
      icon="phone"
      note={answer.isError ? problemText(answer.error) : t(says === null ? "note" : `noteOf.${says}`)}
      acts={
        <>
          {says === "coming" ? null : say("coming", t(says === null ? "coming" : "comingAfterAll"))}
          {says === "cannot" ? null : say("cannot", t(says === null ? "cannot" : "cannotAfterAll"))}
        </>
      }
    >
      {says === null ? (
        <b>{t("asked", { until: clockTime(shown.endsAt) })}</b>
      ) : (
        t(`said.${says}`, { until: clockTime(shown.endsAt) })
      )}
    </Bar>
  );
}
