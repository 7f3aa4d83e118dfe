import { Client } from "pg";
import { demandOwnDatabase } from "./own-database.ts";

/** PostgreSQL's clock, moved by hand. */
export type VirtualClock = {
  now(): Promise<Date>;
  forward(seconds: number): Promise<void>;
};

/**
 * Puts a clock that stands still before PostgreSQL's own `clock_timestamp()`, for the server's role in this one database.
 * Only the search path makes it win, so it exists nowhere but in databases that this function was called for. Sessions
 * that are already open do not see it. Refuses a database that is anybody's: there, time is not to be moved.
 */
export async function installVirtualClock(owner: Client, appRole: string, start: Date): Promise<VirtualClock> {
  await demandOwnDatabase(owner);
  const { rows } = await owner.query<{ name: string }>("select current_database() as name");
  const database = owner.escapeIdentifier(rows[0]?.name ?? "");
  const role = owner.escapeIdentifier(appRole);
  await owner.query(`
    create schema virtual;
    create table virtual.hand_moved (time timestamptz not null);
    create function virtual.clock_timestamp() returns timestamptz language sql volatile parallel safe
      as $$ select time from virtual.hand_moved $$;
    grant usage on schema virtual to public;
    grant select on virtual.hand_moved to public;
    alter role ${role} in database ${database} set search_path = virtual, pg_catalog, public`);
  await owner.query("insert into virtual.hand_moved values ($1)", [start]);
  return {
    async now() {
      const { rows: times } = await owner.query<{ time: Date }>("select time from virtual.hand_moved");
      if (times[0] === undefined) throw new Error("The virtual clock was taken away");
      return times[0].time;
    },
    async forward(seconds) {
      await owner.query("update virtual.hand_moved set time = time + make_interval(secs => $1)", [seconds]);
    },
  };
}
