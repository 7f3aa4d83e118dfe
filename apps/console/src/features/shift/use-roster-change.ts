import { rosterRoutes, rosterTruth, type RosterShiftView } from "@nightlight/contracts/supervisor/roster";
import { ProblemError } from "@nightlight/contracts/client";
import type { RosterAct } from "@nightlight/domain/roster/roster";
import type { WorkingTimeRule } from "@nightlight/domain/roster/working-time";
import { call } from "@nightlight/door/client/api";
import { now } from "@nightlight/door/time/clock";
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { alarmsQuery, weekQuery } from "./handover-queries.ts";

/** What was done to the roster a moment ago, and can be taken back by its opposite. */
export type Changed = {
  readonly act: RosterAct;
  readonly personId: string;
  readonly shiftId: string;
  /** In milliseconds of the server's time. */
  readonly at: number;
};

type Input = { readonly act: RosterAct; readonly personId: string; readonly despite?: readonly WorkingTimeRule[] };

/** Changes one shift of the roster. Whatever the answer is, the shift is shown as it is now. */
export function useRosterChange(shift: RosterShiftView, from: string, onChanged: (changed: Changed) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, personId, despite = [] }: Input) =>
      call(rosterRoutes.change, {
        params: { shiftId: shift.id },
        body: { version: shift.version, act, personId, despite: [...despite] },
      }),
    onMutate: () => ({ at: now() }),
    onSuccess: (truth, { act, personId }, { at }) => {
      putShift(client, from, truth.shift);
      onChanged({ act, personId, shiftId: shift.id, at });
    },
    onError: (error) => {
      const truth = rosterTruth.safeParse(error instanceof ProblemError ? error.problem.current : undefined);
      if (truth.success) putShift(client, from, truth.data.shift);
      else void client.invalidateQueries({ queryKey: weekQuery(from).queryKey });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: alarmsQuery.queryKey });
    },
  });
}

/** Puts a shift where the week shows it. */
export function putShift(client: QueryClient, from: string, shift: RosterShiftView): void {
  client.setQueryData(weekQuery(from).queryKey, (week) => {
    return week && { ...week, shifts: week.shifts.map((each) => (each.id === shift.id ? shift : each)) };
  });
}
