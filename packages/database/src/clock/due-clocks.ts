import { CLOCK_SUBJECTS, type ClockSubject, type RunningClock } from "@nightlight/commands/world";
import type { Database } from "../connection.ts";

/** Clocks that are due and were not rung: what the timer service lost. Late by `graceMs` at least. */
export async function dueClocks(
  database: Database,
  graceMs: number,
  limit: number,
): Promise<readonly Pick<RunningClock, "subject" | "subjectId">[]> {
  const rows = await database.transaction({ kind: "system" }, (query) =>
    query<{ subject: ClockSubject; subject_id: string }>(
      "clock-due",
      `select subject, subject_id from clock where is_running and subject = any ($3::text[])
         and due_at <= clock_timestamp() - make_interval(secs => $1 / 1000.0) order by due_at limit $2`,
      [graceMs, limit, CLOCK_SUBJECTS],
    ),
  );
  return rows.map((row) => ({ subject: row.subject, subjectId: row.subject_id }));
}
