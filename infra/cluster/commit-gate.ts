import { Client } from "pg";

/**
 * Stops time at the most delicate moment: an arrival has been written down, and its commit waits. Whoever arrives
 * meanwhile stands in front of the gate; opening it commits all of them.
 */
export type CommitGate = {
  /** From now on arrivals wait. */
  close(): Promise<void>;
  /** Resolves when at least one arrival waits at the gate. */
  somebodyWaits(): Promise<void>;
  /** Whoever waits commits, and nobody waits any more. Harmless when it is open. */
  open(): Promise<void>;
  /** The database ends the sessions of those who wait: nothing of theirs is committed. */
  endThoseWhoWait(): Promise<void>;
  end(): Promise<void>;
};

const LOCK = 4_711;
const INSTALL = `create or replace function stand_at_the_gate() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock_shared(${String(LOCK)}); return null; end $$;
  drop trigger if exists stand_at_the_gate on contact;
  create constraint trigger stand_at_the_gate after insert on contact deferrable initially deferred
    for each row execute function stand_at_the_gate();`;
const WAITING = "select pid from pg_locks where locktype = 'advisory' and objid = $1 and not granted";

/** Puts the gate into a test's own database. It takes the owner to do that: the server's roles cannot. */
export async function buildCommitGate(ownerUrl: string): Promise<CommitGate> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(INSTALL);
  return {
    async close() {
      await client.query("select pg_advisory_lock($1)", [LOCK]);
    },
    async somebodyWaits() {
      while ((await client.query(WAITING, [LOCK])).rowCount === 0) await client.query("select pg_sleep(0.005)");
    },
    async open() {
      await client.query("select pg_advisory_unlock($1)", [LOCK]);
    },
    async endThoseWhoWait() {
      await client.query(`select pg_terminate_backend(pid) from (${WAITING}) w`, [LOCK]);
    },
    end: () => client.end(),
  };
}
