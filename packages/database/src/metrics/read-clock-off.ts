import type { Database } from "../connection.ts";

/**
 * By how many seconds this machine's clock is before (+) or behind (−) the database's, as near as a round trip tells.
 * Every time that the house goes by is the database's, so nothing waits for this; log lines, certificates and the codes
 * of authenticators go by the machine's. Rejects when the database does not answer.
 */
export async function readClockOff(database: Database): Promise<number> {
  return database.transaction({ kind: "system" }, async (query) => {
    const asked = Date.now();
    const [row] = await query<{ now: Date }>("clock-off", "select clock_timestamp() as now", []);
    if (row === undefined) throw new Error("The database did not tell the time");
    const midway = (asked + Date.now()) / 2;
    return Math.round((midway - row.now.getTime()) / 100) / 10;
  });
}
