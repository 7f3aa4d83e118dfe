import type { Actor } from "@nightlight/domain/access/access";
import { Pool, types, type PoolClient, type QueryResultRow } from "pg";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

// bigint columns here are counts, epochs and sequence numbers: well within a double's integers.
types.setTypeParser(types.builtins.INT8, Number);
// A date is a calendar day, not an instant.
types.setTypeParser(types.builtins.DATE, (text) => text);

/** Who signs in: everybody's passwords and tokens are looked up under this kind, and under no other. */
export type DatabaseActor = Actor | { readonly kind: "sign-in" };

/** One query inside a transaction. Prepared by name once a connection. */
export type Query = <Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[]) => Promise<Row[]>;

export type Database = {
  readonly pool: Pool;
  /** Runs one transaction as an actor; the actor's settings die with it. */
  transaction<Value>(actor: DatabaseActor, story: (query: Query) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
};

export type DatabaseOptions = { readonly url: string; readonly connections?: number };

/** Connects as the role that owns nothing. A transaction left idle is ended, so that no lock outlives a hung process. */
export function connect({ url, connections = 10 }: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    idle_in_transaction_session_timeout: 5_000,
    statement_timeout: 15_000,
    lock_timeout: 5_000,
    keepAlive: true,
  });
  // A connection that dies while idle is replaced at the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  return {
    pool,
    transaction: (actor, story) => inTransaction(pool, actor, story),
    close: () => pool.end(),
  };
}

async function inTransaction<Value>(
  pool: Pool,
  actor: DatabaseActor,
  story: (query: Query) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; ${settings(actor)}`);
    const value = await story(queryOf(client));
    await client.query("commit");
    return value;
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query("rollback");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error("rollback failed");
  }
}

function queryOf(client: PoolClient): Query {
  return async <Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[]) =>
    (await client.query<Row>({ name, text, values: [...values] })).rows;
}

function settings(actor: DatabaseActor): string {
  const id = idOf(actor);
  // Not a bound parameter: begin and settings go out in one message. Only a UUID can come through here.
  if (id !== "" && !UUID.test(id)) throw new Error("An actor's id has to be a UUID");
  return `set local nightlight.actor_kind = '${actor.kind}'; set local nightlight.actor_id = '${id}'; set local nightlight.locked_contact = ''`;
}

/** The id that row-level security compares with; empty for the system. */
export function idOf(actor: DatabaseActor): string {
  switch (actor.kind) {
    case "counsellor":
      return actor.id;
    case "child":
      return actor.contactId;
    case "gateway":
      return actor.channelId;
    case "system":
    case "sign-in":
      return "";
  }
}
