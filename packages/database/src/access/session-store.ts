import type { ChannelAim } from "@nightlight/domain/access/access";
import { SIGN_IN_POLICY, type SessionStage } from "@nightlight/domain/access/sign-in";
import type { Database } from "../connection.ts";
import { uuidv7 } from "../world.ts";
import { PERSON, personOf, type Person, type PersonRow } from "./person-row.ts";

export type { Person } from "./person-row.ts";

/** A living session, found by its token. */
export type Session = {
  readonly sessionId: string;
  readonly person: Person;
  readonly stage: SessionStage;
  readonly isLocked: boolean;
  /** Whether the token has been in use for long enough to be changed. */
  readonly isOld: boolean;
  /** Whether the token is one that was changed before: somebody holds a copy. */
  readonly isCopied: boolean;
};

/** Browser and system in coarse words. */
export type Device = { readonly browser: string; readonly system: string };

export type SessionBeginning = { readonly stage?: SessionStage; readonly device?: Device };

/** Looks up sessions, channel keys and names. Tokens are known here only by their SHA-256. */
export type SessionStore = {
  begin(personId: string, tokenHash: Buffer, beginning?: SessionBeginning): Promise<string>;
  /** Finds a living session, and notes that it was heard of. */
  find(tokenHash: Buffer): Promise<Session | undefined>;
  /** Changes the token of a session that is old; false when a request beside this one already did. */
  rotate(sessionId: string, tokenHash: Buffer, nextHash: Buffer): Promise<boolean>;
  /** Opens a session that has shown all it has to. Its token changes at once, so that one planted before is worth nothing. */
  open(sessionId: string, nextHash: Buffer): Promise<void>;
  end(sessionId: string): Promise<void>;
  findChild(tokenHash: Buffer): Promise<string | undefined>;
  /** The account of a page that wants to call: which engine has to know it, and whether it does; undefined: there is none. */
  findWebCall(name: string): Promise<{ readonly engine: string; readonly isReady: boolean } | undefined>;
  /** Whether somebody runs the calls of an engine right now. */
  runsCalls(engine: string): Promise<boolean>;
  findChannel(keyHash: Buffer): Promise<{ id: string; kind: string; aim: ChannelAim } | undefined>;
  findChannelOfKind(kind: string): Promise<string | undefined>;
  displayName(personId: string): Promise<string | undefined>;
  displayNames(): Promise<ReadonlyMap<string, string>>;
};

type Row = PersonRow & {
  session_id: string;
  stage: SessionStage;
  is_locked: boolean;
  is_newest: boolean;
  is_unconfirmed: boolean;
  is_old: boolean;
  is_over: boolean;
  is_unheard: boolean;
};

/** A session is noted as heard of at most this often. */
const HEARD_EVERY_SECONDS = 60;

/** Sessions on PostgreSQL. Without `allowsDemo`, demo accounts and channels do not exist, whatever the data hold. */
export function createSessionStore(database: Database, { allowsDemo }: { allowsDemo: boolean }): SessionStore {
  const { signIn: query } = database;
  const { sessionHours, idleMinutes, rotateAfterMinutes, overlapSeconds } = SIGN_IN_POLICY;
  return {
    async begin(personId, tokenHash, { stage = "open", device = { browser: "other", system: "other" } } = {}) {
      const id = uuidv7();
      await query(
        "session-begin",
        `insert into session
           (id, token_hash, person_id, created_at, expires_at, rotated_at, confirmed_at, seen_at, stage, browser, system)
         select $1, $2, $3, at, at + make_interval(hours => $4), at, at, at, $5, $6, $7
           from (select clock_timestamp() as at) as clock`,
        [id, tokenHash, personId, sessionHours, stage, device.browser, device.system],
      );
      return id;
    },
    async find(tokenHash) {
      const [row] = await query<Row>(
        "session-find",
        `select s.id as session_id, ${PERSON}, s.stage, s.locked_at is not null as is_locked,
           s.token_hash = $1 as is_newest, s.confirmed_at is null as is_unconfirmed,
           s.rotated_at <= clock_timestamp() - make_interval(mins => $3) as is_old,
           coalesce(s.confirmed_at, s.rotated_at) <= clock_timestamp() - make_interval(secs => $4) as is_over,
           s.seen_at <= clock_timestamp() - make_interval(secs => $5) as is_unheard
         from session s join person p on p.id = s.person_id
         where (s.token_hash = $1 or s.previous_hash = $1) and s.ended_at is null
           and s.expires_at > clock_timestamp() and s.seen_at > clock_timestamp() - make_interval(mins => $6)
           and p.suspended_at is null and (not p.is_demo or $2)`,
        [tokenHash, allowsDemo, rotateAfterMinutes, overlapSeconds, HEARD_EVERY_SECONDS, idleMinutes],
      );
      if (row === undefined) return undefined;
      if (row.is_newest && (row.is_unconfirmed || row.is_unheard)) await hear(row.session_id);
      return {
        sessionId: row.session_id,
        person: personOf(row),
        stage: row.stage,
        isLocked: row.is_locked,
        // Whoever still comes with the token before, long after it was changed, never got the answer with the new one.
        isOld: row.is_newest ? row.is_old : row.is_unconfirmed && row.is_over,
        isCopied: !row.is_newest && !row.is_unconfirmed && row.is_over,
      };
    },
    async rotate(sessionId, tokenHash, nextHash) {
      const rows = await query(
        "session-rotate",
        `update session set token_hash = $3, previous_hash = $2, rotated_at = clock_timestamp(), confirmed_at = null
           where id = $1 and ended_at is null
             and ((token_hash = $2 and rotated_at <= clock_timestamp() - make_interval(mins => $4))
               or (previous_hash = $2 and confirmed_at is null
                   and rotated_at <= clock_timestamp() - make_interval(secs => $5))) returning id`,
        [sessionId, tokenHash, nextHash, rotateAfterMinutes, overlapSeconds],
      );
      return rows.length > 0;
    },
    async open(sessionId, nextHash) {
      await query(
        "session-open",
        `update session set stage = 'open', token_hash = $2, previous_hash = null, rotated_at = clock_timestamp(),
           confirmed_at = clock_timestamp(), seen_at = clock_timestamp() where id = $1 and ended_at is null`,
        [sessionId, nextHash],
      );
    },
    async end(sessionId) {
      await query("session-end", "update session set ended_at = clock_timestamp() where id = $1 and ended_at is null", [
        sessionId,
      ]);
    },
    async findChild(tokenHash) {
      const [row] = await query<{ contact_id: string }>(
        "child-session-find",
        `select contact_id from child_session
           where token_hash = $1 and ended_at is null and expires_at > clock_timestamp()`,
        [tokenHash],
      );
      return row?.contact_id;
    },
    async findWebCall(name) {
      const text = "select engine, provisioned_at is not null as is_ready from web_call where name = $1";
      const [row] = await query<{ engine: string; is_ready: boolean }>("web-call-find", text, [name]);
      return row && { engine: row.engine, isReady: row.is_ready };
    },
    async runsCalls(engine) {
      const text = "select 1 from voice_engine where engine = $1 and alive_until > clock_timestamp()";
      return (await query("engine-find", text, [engine])).length > 0;
    },
    async findChannel(keyHash) {
      const [row] = await query<{ id: string; kind: string; centre_id: string | null; skill: string | null }>(
        "channel-by-key",
        `select c.id, c.kind, c.centre_id, c.skill from channel_key k join channel c on c.id = k.channel_id
           where k.key_hash = $1 and k.revoked_at is null and (k.ends_at is null or k.ends_at > clock_timestamp())
             and c.revoked_at is null and (not c.is_demo or $2)`,
        [keyHash, allowsDemo],
      );
      if (row === undefined) return undefined;
      const { id, kind, centre_id: centreId, skill } = row;
      return { id, kind, aim: { centreId: centreId ?? undefined, skill: skill ?? undefined } };
    },
    async findChannelOfKind(kind) {
      const [row] = await query<{ id: string }>(
        "channel-of-kind",
        "select id from channel where kind = $1 and revoked_at is null and (not is_demo or $2) order by id limit 1",
        [kind, allowsDemo],
      );
      return row?.id;
    },
    async displayName(personId) {
      const [row] = await query<{ display_name: string }>(
        "person-name",
        "select display_name from person where id = $1",
        [personId],
      );
      return row?.display_name;
    },
    async displayNames() {
      const rows = await query<{ id: string; display_name: string }>(
        "person-names",
        "select id, display_name from person where roles && '{counsellor,supervisor,clinical_lead,officer}'",
        [],
      );
      return new Map(rows.map(({ id, display_name }) => [id, display_name]));
    },
  };

  async function hear(sessionId: string): Promise<void> {
    await query(
      "session-hear",
      `update session set seen_at = clock_timestamp(), confirmed_at = coalesce(confirmed_at, clock_timestamp())
         where id = $1`,
      [sessionId],
    );
  }
}
