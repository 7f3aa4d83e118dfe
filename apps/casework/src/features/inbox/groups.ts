import type { InboxRow } from "@nightlight/contracts/authority/escalation";
import { calendarDay } from "@nightlight/door/time/time";

export const GROUPS = ["overdue", "today", "later", "waiting"] as const;

export type Group = (typeof GROUPS)[number];

/** Where a row stands in the list: by what the office still owes and when; `waiting` is what the helpline owes. */
export function groupOf({ next }: Pick<InboxRow, "next">, now: number): Group {
  if (next === null) return "waiting";
  if (next.isOverdue || Date.parse(next.at) <= now) return "overdue";
  return calendarDay(next.at) === calendarDay(now) ? "today" : "later";
}

/** The rows of each group that has any, soonest deadline first. */
export function grouped(
  rows: readonly InboxRow[],
  now: number,
): readonly { group: Group; rows: readonly InboxRow[] }[] {
  const sorted = rows.toSorted((one, other) => dueAt(one) - dueAt(other));
  return GROUPS.map((group) => ({ group, rows: sorted.filter((row) => groupOf(row, now) === group) })).filter(
    ({ rows: some }) => some.length > 0,
  );
}

function dueAt({ next, sentAt }: InboxRow): number {
  return Date.parse(next?.at ?? sentAt);
}
