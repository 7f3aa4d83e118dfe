import { handoverRoutes } from "@nightlight/contracts/counsellor/handover";
import { rosterRoutes } from "@nightlight/contracts/supervisor/roster";
import { call } from "@nightlight/door/client/api";
import { queryOptions } from "@tanstack/react-query";
import { HANDOVER, WATCH } from "../../shared/queries.ts";

/** A notice may be lost; the end of a shift comes without one. */
const LOOK_AGAIN_MS = 60_000;

/** What is still mine, what I am asked, whom I could ask. */
export const handoverQuery = queryOptions({
  queryKey: HANDOVER,
  queryFn: () => call(handoverRoutes.read, {}),
  refetchInterval: LOOK_AGAIN_MS,
});

/** Gaps in the roster ahead, and what nobody took. */
export const alarmsQuery = queryOptions({
  queryKey: [WATCH, "roster-alarms"],
  queryFn: () => call(rosterRoutes.alarms, {}),
  refetchInterval: LOOK_AGAIN_MS,
});

/** A week of the roster, by the local date on which it begins. */
export function weekQuery(from: string) {
  return queryOptions({
    queryKey: [WATCH, "roster", from],
    queryFn: () => call(rosterRoutes.week, { query: { from } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Who could be put on a shift, as of its version. */
export function candidatesQuery(shiftId: string, version: number) {
  return queryOptions({
    queryKey: [WATCH, "roster-candidates", shiftId, version],
    queryFn: () => call(rosterRoutes.candidates, { params: { shiftId } }),
  });
}
