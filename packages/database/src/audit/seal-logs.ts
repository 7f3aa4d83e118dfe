import type { Database } from "../connection.ts";

const LOGS = ["event", "access_log"] as const;
const BATCH = 2_000;
/** A first seal may find years of rows; it takes them in portions, and the next call goes on. */
const BATCHES_AT_ONCE = 20;

/** Seals the events and readings that no seal names yet into the audit log. Gives how many. */
export async function sealLogs(database: Database): Promise<number> {
  let sealed = 0;
  for (const log of LOGS) {
    for (let batch = 0; batch < BATCHES_AT_ONCE; batch += 1) {
      const rows = await database.transaction({ kind: "system" }, (query) =>
        query<{ count: number }>("audit-seal", "select seal_log($1, $2) as count", [log, BATCH]),
      );
      const count = rows[0]?.count ?? 0;
      sealed += count;
      if (count < BATCH) break;
    }
  }
  return sealed;
}
