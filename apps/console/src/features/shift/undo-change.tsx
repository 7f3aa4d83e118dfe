import { rosterRoutes, type RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { UNDOES } from "@nightlight/domain/roster/roster";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { WORKING_TIME_RULES } from "@nightlight/domain/roster/working-time";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useNow } from "@nightlight/door/time/use-now";
import { Toast, ToastStack } from "@nightlight/ui/components/toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { alarmsQuery } from "./handover-queries.ts";
import { putShift, type Changed } from "./use-roster-change.ts";

type UndoChangeProps = { readonly changed: Changed; readonly week: RosterWeekView; readonly from: string };

/** For eight seconds: one press puts the shift back as it was. */
export function UndoChange({ changed, week, from }: UndoChangeProps) {
  const t = useTranslations("roster.undo");
  const client = useQueryClient();
  const problemText = useProblemText();
  const now = useNow();
  const shift = week.shifts.find(({ id }) => id === changed.shiftId);
  const name = week.people.find(({ id }) => id === changed.personId)?.name ?? "–";
  const undo = useMutation({
    mutationFn: (version: number) =>
      call(rosterRoutes.change, {
        params: { shiftId: changed.shiftId },
        // Whoever was on it is put back as they were, whatever the rules on working time said then.
        body: { version, act: UNDOES[changed.act], personId: changed.personId, despite: [...WORKING_TIME_RULES] },
      }),
    onSuccess: (truth) => {
      putShift(client, from, truth.shift);
      void client.invalidateQueries({ queryKey: alarmsQuery.queryKey });
    },
  });
  const seconds = Math.ceil(STANDARD_POLICY.undoSeconds - Math.max(0, now - changed.at) / 1000);
  if (shift === undefined || undo.isSuccess || (seconds <= 0 && !undo.isPending && !undo.isError)) return null;
  return (
    <ToastStack label={t("label")} place="corner">
      {undo.isError ? (
        <Toast>{problemText(undo.error)}</Toast>
      ) : (
        <Toast
          undo={{
            word: t("undo"),
            act: () => {
              undo.mutate(shift.version);
            },
            isOff: undo.isPending,
          }}
          left={t("left", { seconds: Math.max(0, seconds) })}
        >
          {t(changed.act, { name })}
        </Toast>
      )}
    </ToastStack>
  );
}
