import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import type { Database } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

/** What tries are counted for, with the seconds to wait after each failure in a row. */
export type TryKey = {
  readonly kind: "account" | "address" | "device" | "factor" | "unlock";
  readonly of: string;
  readonly waits: readonly number[];
};

export type Tried = {
  /** Seconds to wait before this may be tried; undefined when it may be tried now. */
  readonly waitSeconds: number | undefined;
  /** Tries in vain since the last success, this one and those that had to wait among them. */
  readonly tries: number;
  /** Stands for account or address without telling it. */
  readonly name: string;
};

export type TryStore = {
  /** Counts one try as a failure before it is made, so that many at once cannot overtake the count. */
  begin(key: TryKey): Promise<Tried>;
  /** The try was right: the count begins again. */
  succeed(key: TryKey): Promise<void>;
  /** The try was right, but others share the count: only this one is taken back. */
  takeBack(key: TryKey): Promise<void>;
};

/** Tries on PostgreSQL, so that they hold over nodes and restarts. Names and addresses are kept as keyed hashes only. */
export function createTryStore({ signIn: query }: Pick<Database, "signIn">, sealing: Sealing): TryStore {
  const hashOf = ({ kind, of }: TryKey): Buffer => sealing.exactHash(`try:${kind}:${of}`);
  return {
    async begin(key) {
      const [row] = await query<{ wait: number; failures: number; refused: number; was_refused: boolean }>(
        "try-begin",
        `insert into sign_in_try as t (key_hash, failures, tried_at, blocked_until)
           values ($1, 1, clock_timestamp(), clock_timestamp() + make_interval(secs => ($2::float8[])[1]))
         on conflict (key_hash) do update set
           was_refused = t.blocked_until > clock_timestamp(),
           refused = case when t.blocked_until > clock_timestamp() then t.refused + 1
             when ${FORGOTTEN} then 0 else t.refused end,
           failures = case when t.blocked_until > clock_timestamp() then t.failures
             when ${FORGOTTEN} then 1 else t.failures + 1 end,
           blocked_until = case when t.blocked_until > clock_timestamp() then t.blocked_until
             else clock_timestamp() + make_interval(secs => ($2::float8[])[
               case when ${FORGOTTEN} then 1 else least(t.failures + 1, cardinality($2)) end]) end,
           tried_at = clock_timestamp()
         returning ceil(extract(epoch from blocked_until - clock_timestamp()))::int as wait, failures, refused, was_refused`,
        [hashOf(key), key.waits, SIGN_IN_POLICY.forgetAfterHours],
      );
      if (row === undefined) throw new Error("A try was not counted");
      return {
        waitSeconds: row.was_refused ? Math.max(1, row.wait) : undefined,
        tries: row.failures + row.refused,
        name: hashOf(key).toString("hex").slice(0, 16),
      };
    },
    async succeed(key) {
      // Old rows of others go with it, a few at a time, so that nobody has to come and clean up.
      await query(
        "try-succeed",
        `delete from sign_in_try where key_hash = $1 or key_hash in (
           select key_hash from sign_in_try where tried_at < clock_timestamp() - make_interval(hours => $2)
             order by tried_at limit 20 for update skip locked)`,
        [hashOf(key), 2 * SIGN_IN_POLICY.forgetAfterHours],
      );
    },
    async takeBack(key) {
      await query(
        "try-take-back",
        `update sign_in_try set failures = greatest(0, failures - 1), blocked_until = '-infinity' where key_hash = $1`,
        [hashOf(key)],
      );
    },
  };
}

const FORGOTTEN = "t.tried_at <= clock_timestamp() - make_interval(hours => $3)";
