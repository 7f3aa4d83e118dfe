import { CLOCK_SUBJECTS, type ClockSubject, type RunningClock } from "@nightlight/commands/world";
import type { Database } from "../connection.ts";

/** A clock, and how late it is. */
export type DueClock = Pick<RunningClock, "subject" | "subjectId"> & { readonly lateMs: number };

/** Clocks that are due and were not rung: what the timer service lost. Late by `graceMs` at least. */
export async function dueClocks(database: Database, graceMs: number, limit: number): Promise<readonly DueClock[]> {
  const rows = await database.transaction({ kind: "system" }, (query) =>
    query<{ subject: ClockSubject; subject_id: string; late_ms: number }>(
      "clock-due",
      `select subject, subject_id, (extract(epoch from clock_timestamp() - due_at) * 1000)::float8 as late_ms
         from clock where is_running and subject = any ($3::text[])
         and due_at <= clock_timestamp() - make_interval(secs => $1 / 1000.0) order by due_at limit $2`,
      [graceMs, limit, CLOCK_SUBJECTS],
    ),
  );
  return rows.map((row) => ({ subject: row.subject, subjectId: row.subject_id, lateMs: row.late_ms }));
}
