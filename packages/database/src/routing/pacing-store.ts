import type { PacingStore } from "@nightlight/commands/routing/pacing-store";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { intensityOf, isSevereLevel, restAfter, type Pacing } from "@nightlight/domain/routing/pacing";
import { idOf, type BeforeCommit, type DatabaseActor, type Query } from "../connection.ts";

/** What counsellors carry, in PostgreSQL. Counting it keeps nobody waiting. */
export function pacingStore(
  query: Query,
  beforeCommit: BeforeCommit,
  actor: DatabaseActor,
  policy: RoutingPolicy,
): PacingStore {
  return {
    async note({ counsellorId, contactId, level, since, at }) {
      const rested = restAfter(level, at, policy) ?? null;
      beforeCommit(
        query("pacing-note", "select note_record($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
          ...[counsellorId, contactId, since ?? null, at, intensityOf(level, policy)],
          ...[isSevereLevel(level), rested, policy.loadHalfLifeMinutes, policy.shiftBreakHours],
        ]),
      );
    },
    async restsUntil(counsellorId) {
      const [row] = await query<{ until: Date | null }>("pacing-rests", "select rests_until($1) as until", [
        counsellorId,
      ]);
      return row?.until ?? undefined;
    },
    async waive() {
      await query("pacing-waive", "update pacing set protected_until = null where counsellor_id = $1", [idOf(actor)]);
    },
  };
}

/** The columns of pacing in a reading of seats, where `g` is joined. */
export const PACING_COLUMNS = "g.load, g.minutes, g.severe_in_row, g.protected_until, g.at as paced_at";

/** Those columns: all of them null when nothing was counted yet. Times are text where the row came as JSON. */
export type PacingColumns = {
  load: number | null;
  minutes: number | null;
  severe_in_row: number | null;
  protected_until: Date | string | null;
  paced_at: Date | string | null;
};

/** What somebody carries, as a seat holds it. */
export function pacingOf(row: PacingColumns): Pacing | undefined {
  const { load, minutes, severe_in_row: severeInRow, protected_until: until, paced_at: at } = row;
  if (load === null || minutes === null || severeInRow === null || at === null) return undefined;
  const protectedUntil = until === null ? undefined : new Date(until);
  return { load, minutes, severeInRow, protectedUntil, at: new Date(at) };
}
