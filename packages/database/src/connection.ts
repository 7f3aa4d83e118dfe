import type { Actor } from "@nightlight/domain/access/access";
import { DatabaseError, Pool, types, type PoolClient, type QueryResultRow } from "pg";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

// bigint columns here are counts, epochs and sequence numbers: well within a double's integers.
types.setTypeParser(types.builtins.INT8, Number);
// A date is a calendar day, not an instant.
types.setTypeParser(types.builtins.DATE, (text) => text);

/** Who signs in: everybody's passwords and tokens are looked up under this kind, and under no other. */
export type DatabaseActor = Actor | { readonly kind: "sign-in" };

/** One query. Prepared by name once a connection, and sent at once: queries that do not need each other's answers travel together. */
export type Query = <Row extends QueryResultRow>(
  name: string,
  text: string,
  values: readonly unknown[],
) => Promise<Row[]>;

/** Lets the commit wait for work that its story does not wait for. When it fails, the transaction has failed. */
export type BeforeCommit = (work: Promise<unknown>) => void;

/** What runs inside a transaction. It ends with the story: a query after that is refused. */
export type Story<Value> = (query: Query, beforeCommit: BeforeCommit) => Promise<Value>;

export type Database = {
  /** Runs one transaction as an actor, on a connection of its kind's role; the actor's id dies with it. */
  transaction<Value>(actor: DatabaseActor, story: Story<Value>): Promise<Value>;
  /** One statement as the role that signs people in: a single round trip. */
  readonly signIn: Query;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  readonly url: string;
  /** Connections of each kind at most; made when they are needed. */
  /** The node that what is committed here is told by; its outbox finds it by that. */
  readonly nodeId?: string;
  readonly connections?: Partial<Readonly<Record<DatabaseActor["kind"], number>>>;
};

/** The database role of each kind of actor (migration 0003): its grants and policies, and no others. */
export const ROLE_OF_ACTOR = {
  system: "nightlight_engine",
  staff: "nightlight_staff",
  child: "nightlight_child",
  gateway: "nightlight_gateway",
  "sign-in": "nightlight_sign_in",
} as const satisfies Record<DatabaseActor["kind"], string>;

const CONNECTIONS = { system: 4, staff: 6, child: 4, gateway: 3, "sign-in": 3 } as const;

/** A database that takes longer than this to let somebody in is away. */
const CONNECT_MS = 8_000;

/** Planning takes several times as long as running here: every statement is planned once a connection, not six times. */
const PLAN_ONCE = "-c plan_cache_mode=force_generic_plan";
/** Only a plain index scan passes over entries it found dead before, and the index of the engine's queue is full of them. */
const PASS_OVER_DEAD = "-c enable_bitmapscan=off";

/**
 * Connects as the role that owns nothing, and takes the role of one kind of actor on each connection. A transaction left
 * idle is ended, so that no lock outlives a hung process.
 */
export function connect({ url, nodeId, connections = {} }: DatabaseOptions): Database {
  const limits = { statement_timeout: 15_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 5_000 };
  // In a pipeline, a query does not wait for the answer to the one before it.
  // Connections are kept: whoever comes after a quiet hour does not wait for one to be made, and its statements prepared.
  const kept = { keepAlive: true, idleTimeoutMillis: 0, connectionTimeoutMillis: CONNECT_MS };
  const shared = { connectionString: url, pipeline: true, ...kept, ...limits };
  const poolOf = (kind: DatabaseActor["kind"]): Pool => {
    const max = connections[kind] ?? CONNECTIONS[kind];
    const planning = kind === "system" ? `${PLAN_ONCE} ${PASS_OVER_DEAD}` : PLAN_ONCE;
    const node = nodeId === undefined ? "" : `-c nightlight.node=${nodeId}`;
    const pool = new Pool({ ...shared, max, options: `${planning} ${node} -c role=${ROLE_OF_ACTOR[kind]}` });
    // A connection that dies is replaced at the next query, and whoever used it is told by theirs; without listeners it
    // would end the process: the pool's hears of idle ones, a connection's own of the moments between two queries.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool;
  };
  const pools = {
    system: poolOf("system"),
    staff: poolOf("staff"),
    child: poolOf("child"),
    gateway: poolOf("gateway"),
    "sign-in": poolOf("sign-in"),
  };
  return {
    transaction: (actor, story) => inTransaction(pools[actor.kind], actor, story),
    signIn: queryOf(pools["sign-in"]),
    async close() {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

async function inTransaction<Value>(pool: Pool, actor: DatabaseActor, story: Story<Value>): Promise<Value> {
  const client = await pool.connect();
  const unwaited: Promise<Failure | undefined>[] = [];
  const beforeCommit: BeforeCommit = (work) => unwaited.push(failureOf(work));
  let isOver = false;
  let broken: Error | undefined;
  try {
    gatherWrites(client);
    beforeCommit(client.query(`begin${settings(actor)}`));
    const query = queryOf(client);
    beforeCommit(demandStanding(query, actor));
    const value = await story(async (...statement) => {
      // The connection may already be in the hands of another actor.
      if (isOver) throw new Error(`${statement[0]} came after the end of its transaction`);
      gatherWrites(client);
      return query(...statement);
    }, beforeCommit);
    isOver = true;
    gatherWrites(client);
    const commit = client.query("commit");
    beforeCommit(commit);
    await throwFirst(unwaited);
    // PostgreSQL answers a commit after a failed statement by rolling back, without an error.
    if ((await commit).command !== "COMMIT") throw new Error("A statement had failed: nothing was committed");
    return value;
  } catch (error) {
    isOver = true;
    broken = await rollback(client);
    // What failed first is the cause; whatever came after it only met a dead transaction.
    await throwFirst(unwaited);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Sends what is written in one turn of the event loop in one piece: each piece wakes a process on the other side. */
function gatherWrites({ connection: { stream } }: PoolClient): void {
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Whoever was remembered is nobody any more: signed out, locked, suspended, given other roles, or their key was revoked. */
export class NoLongerStandingError extends Error {}

/** What PostgreSQL calls "invalid authorization". */
const NO_LONGER_STANDING = "28000";

const vouchedFor = new WeakSet<DatabaseActor>();

/** Whether the database has said, in a transaction of this very actor object, that what was remembered still holds. */
export function isVouchedFor(actor: DatabaseActor): boolean {
  return vouchedFor.has(actor);
}

/** Travels with the first statement of a transaction, and fails it, before anything is read or written, when the actor is nobody any more. */
async function demandStanding(query: Query, actor: DatabaseActor): Promise<void> {
  if (actor.kind === "staff" && actor.isRemembered === true) {
    const { sessionId, roles, centreId } = actor;
    await query("staff-stands", "select demand_staff($1, $2, $3, clock_timestamp())", [
      sessionId,
      roles,
      centreId ?? null,
    ]);
  } else if (actor.kind === "gateway" && actor.remembered !== undefined) {
    const { keyHash, aim } = actor.remembered;
    await query("gateway-stands", "select demand_gateway($1, $2, $3, clock_timestamp())", [
      ...[keyHash, aim.centreId ?? null, aim.skill ?? null],
    ]);
  } else {
    return;
  }
  vouchedFor.add(actor);
}

type Failure = { readonly error: unknown };

function failureOf(work: Promise<unknown>): Promise<Failure | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
}

async function throwFirst(unwaited: readonly Promise<Failure | undefined>[]): Promise<void> {
  for (const failure of await Promise.all(unwaited)) {
    if (failure !== undefined) throw asStanding(failure.error);
  }
}

function asStanding(error: unknown): unknown {
  const isOver = error instanceof DatabaseError && error.code === NO_LONGER_STANDING;
  return isOver ? new NoLongerStandingError(error.message) : error;
}

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query("rollback");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error("rollback failed");
  }
}

function queryOf(client: Pool | PoolClient): Query {
  return async <Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[]) =>
    (await client.query<Row>({ name, text, values: [...values] })).rows;
}

function settings(actor: DatabaseActor): string {
  const id = idOf(actor);
  // Not a bound parameter: begin and settings go out in one message. Only a UUID can come through here.
  if (id !== "" && !UUID.test(id)) throw new Error("An actor's id has to be a UUID");
  return id === "" ? "" : `; set local nightlight.actor_id = '${id}'`;
}

/** The id that row-level security compares with; empty for the system. */
export function idOf(actor: DatabaseActor): string {
  switch (actor.kind) {
    case "staff":
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
