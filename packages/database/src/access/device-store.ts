import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import type { Database } from "../connection.ts";

/** A session as its person sees it in the list of devices. */
export type SignedInDevice = {
  readonly sessionId: string;
  readonly browser: string;
  readonly system: string;
  readonly since: Date;
  readonly seenAt: Date;
  readonly isLocked: boolean;
};

/** What became of sessions that this node still has connections of. */
export type SessionFate = { readonly sessionId: string; readonly isAlive: boolean; readonly isLocked: boolean };

export type DeviceStore = {
  /** A person's living sessions, the one heard of last first. */
  list(personId: string): Promise<readonly SignedInDevice[]>;
  /** Ends sessions of a person: one, or all but one, or all. Gives the ids of those that ended now. */
  end(personId: string, which: { readonly only?: string; readonly except?: string }): Promise<readonly string[]>;
  /** Locks a session; false when it was locked already, is over, or not open yet. */
  lock(sessionId: string): Promise<boolean>;
  /** Keeps what the person was doing, to be given back by the unlock. */
  rememberIntent(sessionId: string, intent: string): Promise<void>;
  /** Counts one try at the PIN; false when there have been too many in a row. */
  tryPin(sessionId: string): Promise<boolean>;
  /** Unlocks, and gives what the person was doing before. */
  unlock(sessionId: string): Promise<{ readonly intent: string | undefined }>;
  /** Whether sessions still live; the living ones among `connected` are noted as heard of. */
  fates(connected: readonly string[]): Promise<readonly SessionFate[]>;
  /** A browser in which this person signed in fully is known from now on. */
  remember(personId: string, deviceHash: Buffer): Promise<void>;
  /** Whether somebody of this user name signed in fully in this browser before. */
  isKnown(username: string, deviceHash: Buffer): Promise<boolean>;
};

/** How long a browser is known without being used: what browsers themselves keep a cookie for. */
const KNOWN_DAYS = 400;

/** Devices and locks on PostgreSQL. */
export function createDeviceStore({ signIn: query }: Pick<Database, "signIn">): DeviceStore {
  const alive = `ended_at is null and expires_at > clock_timestamp()
    and seen_at > clock_timestamp() - make_interval(mins => ${String(SIGN_IN_POLICY.idleMinutes)})`;
  return {
    async list(personId) {
      const rows = await query<Row>(
        "device-list",
        `select id, browser, system, created_at, seen_at, locked_at is not null as is_locked from session
           where person_id = $1 and ${alive} order by seen_at desc, id desc limit 100`,
        [personId],
      );
      return rows.map((row) => ({
        sessionId: row.id,
        browser: row.browser,
        system: row.system,
        since: row.created_at,
        seenAt: row.seen_at,
        isLocked: row.is_locked,
      }));
    },
    async end(personId, { only, except }) {
      const rows = await query<{ id: string }>(
        "device-end",
        `update session set ended_at = clock_timestamp() where person_id = $1 and ended_at is null
           and ($2::uuid is null or id = $2) and ($3::uuid is null or id <> $3) returning id`,
        [personId, only ?? null, except ?? null],
      );
      return rows.map(({ id }) => id);
    },
    async lock(sessionId) {
      const rows = await query(
        "session-lock",
        `update session set locked_at = clock_timestamp(), intent_before_lock = null
           where id = $1 and stage = 'open' and locked_at is null and ended_at is null returning id`,
        [sessionId],
      );
      return rows.length > 0;
    },
    async rememberIntent(sessionId, intent) {
      await query("session-intent", "update session set intent_before_lock = $2 where id = $1", [sessionId, intent]);
    },
    async tryPin(sessionId) {
      const rows = await query(
        "session-pin",
        "update session set pin_failures = pin_failures + 1 where id = $1 and pin_failures < $2 returning id",
        [sessionId, SIGN_IN_POLICY.pinTries],
      );
      return rows.length > 0;
    },
    async unlock(sessionId) {
      // What was remembered is read before it is cleared: the row as it was is joined to the row as it becomes.
      const [row] = await query<{ intent: string | null }>(
        "session-unlock",
        `update session s set locked_at = null, pin_failures = 0, intent_before_lock = null
           from (select id, intent_before_lock from session where id = $1 and locked_at is not null for update) as before
           where s.id = before.id returning before.intent_before_lock as intent`,
        [sessionId],
      );
      return { intent: row?.intent ?? undefined };
    },
    async fates(connected) {
      const rows = await query<{ id: string; is_locked: boolean }>(
        "session-fates",
        `update session s set seen_at = clock_timestamp() from person p
           where s.id = any($1::uuid[]) and ${alive.replaceAll("ended_at", "s.ended_at")}
             and p.id = s.person_id and p.suspended_at is null
           returning s.id, s.locked_at is not null as is_locked`,
        [connected],
      );
      const found = new Map(rows.map((row) => [row.id, row.is_locked]));
      return connected.map((sessionId) => ({
        sessionId,
        isAlive: found.has(sessionId),
        isLocked: found.get(sessionId) ?? true,
      }));
    },
    async remember(personId, deviceHash) {
      await query(
        "device-remember",
        `insert into known_device (token_hash, person_id, used_at) values ($1, $2, clock_timestamp())
           on conflict (token_hash, person_id) do update set used_at = excluded.used_at`,
        [deviceHash, personId],
      );
    },
    async isKnown(username, deviceHash) {
      const [row] = await query<{ known: boolean }>(
        "device-known",
        `select exists (select from known_device d join person p on p.id = d.person_id
           where d.token_hash = $1 and p.username = $2
             and d.used_at > clock_timestamp() - make_interval(days => $3)) as known`,
        [deviceHash, username, KNOWN_DAYS],
      );
      return row?.known === true;
    },
  };
}

type Row = { id: string; browser: string; system: string; created_at: Date; seen_at: Date; is_locked: boolean };
