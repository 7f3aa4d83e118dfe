import type { ContactId } from "@nightlight/domain/contact/contact";
import type { Database } from "../connection.ts";

/** Contacts whose clock is due and was not rung: what the timer service lost. Late by `graceMs` at least. */
export async function dueContacts(database: Database, graceMs: number, limit: number): Promise<readonly ContactId[]> {
  const rows = await database.transaction({ kind: "system" }, (query) =>
    query<{ subject_id: string }>(
      "clock-due",
      `select subject_id from clock where is_running and subject = 'contact'
         and due_at <= clock_timestamp() - make_interval(secs => $1 / 1000.0) order by due_at limit $2`,
      [graceMs, limit],
    ),
  );
  return rows.map((row) => row.subject_id);
}
