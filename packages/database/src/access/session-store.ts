import type { Language } from "@nightlight/domain/contact/channel";
import type { Database } from "../connection.ts";
import { languagesOf } from "../contact/contact-row.ts";
import { uuidv7 } from "../world.ts";

export type Person = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly languages: readonly Language[];
  readonly isDemo: boolean;
};

type PersonRow = {
  id: string;
  username: string;
  name: string;
  display_name: string;
  roles: string[];
  languages: string[];
  is_demo: boolean;
};

const PERSON = "p.id, p.username, p.name, p.display_name, p.roles, p.languages, p.is_demo";

/** How long a staff session lasts: one shift with its handover, and some overtime. */
const SESSION_HOURS = 14;

/** Looks up sessions, channel keys and names. Tokens are known here only by their SHA-256. */
export type SessionStore = {
  findCredential(username: string): Promise<{ person: Person; passwordHash: string } | undefined>;
  begin(personId: string, tokenHash: Buffer): Promise<string>;
  find(tokenHash: Buffer): Promise<{ sessionId: string; person: Person } | undefined>;
  end(sessionId: string): Promise<void>;
  findChild(tokenHash: Buffer): Promise<string | undefined>;
  endChild(contactId: string): Promise<void>;
  findChannel(keyHash: Buffer): Promise<{ id: string; kind: string } | undefined>;
  findChannelOfKind(kind: string): Promise<string | undefined>;
  displayName(personId: string): Promise<string | undefined>;
  displayNames(): Promise<ReadonlyMap<string, string>>;
};

/** Sessions on PostgreSQL. */
export function createSessionStore(database: Database): SessionStore {
  const signIn = <Value>(story: Parameters<typeof database.transaction<Value>>[1]): Promise<Value> =>
    database.transaction({ kind: "sign-in" }, story);
  return {
    findCredential: (username) =>
      signIn(async (query) => {
        const [row] = await query<PersonRow & { password_hash: string }>(
          "credential-find",
          `select ${PERSON}, c.password_hash from person p join credential c on c.person_id = p.id
           where p.username = lower($1) and p.suspended_at is null`,
          [username],
        );
        return row && { person: personOf(row), passwordHash: row.password_hash };
      }),
    begin: (personId, tokenHash) =>
      signIn(async (query) => {
        const id = uuidv7();
        await query(
          "session-begin",
          `insert into session (id, token_hash, person_id, expires_at)
           values ($1, $2, $3, clock_timestamp() + make_interval(hours => $4))`,
          [id, tokenHash, personId, SESSION_HOURS],
        );
        return id;
      }),
    find: (tokenHash) =>
      signIn(async (query) => {
        const [row] = await query<PersonRow & { session_id: string }>(
          "session-find",
          `select s.id as session_id, ${PERSON} from session s join person p on p.id = s.person_id
           where s.token_hash = $1 and s.ended_at is null and s.expires_at > clock_timestamp() and p.suspended_at is null`,
          [tokenHash],
        );
        return row && { sessionId: row.session_id, person: personOf(row) };
      }),
    end: (sessionId) =>
      signIn(async (query) => {
        await query("session-end", "update session set ended_at = clock_timestamp() where id = $1 and ended_at is null", [
          sessionId,
        ]);
      }),
    findChild: (tokenHash) =>
      signIn(async (query) => {
        const [row] = await query<{ contact_id: string }>(
          "child-session-find",
          `select contact_id from child_session
           where token_hash = $1 and ended_at is null and expires_at > clock_timestamp()`,
          [tokenHash],
        );
        return row?.contact_id;
      }),
    endChild: (contactId) =>
      signIn(async (query) => {
        await query(
          "child-session-end",
          "update child_session set ended_at = clock_timestamp() where contact_id = $1 and ended_at is null",
          [contactId],
        );
      }),
    findChannel: (keyHash) =>
      signIn(async (query) => {
        const [row] = await query<{ id: string; kind: string }>(
          "channel-by-key",
          "select id, kind from channel where key_hash = $1 and revoked_at is null",
          [keyHash],
        );
        return row;
      }),
    findChannelOfKind: (kind) =>
      signIn(async (query) => {
        const [row] = await query<{ id: string }>(
          "channel-of-kind",
          "select id from channel where kind = $1 and revoked_at is null order by id limit 1",
          [kind],
        );
        return row?.id;
      }),
    displayName: (personId) =>
      signIn(async (query) => {
        const [row] = await query<{ display_name: string }>("person-name", "select display_name from person where id = $1", [
          personId,
        ]);
        return row?.display_name;
      }),
    displayNames: () =>
      signIn(async (query) => {
        const rows = await query<{ id: string; display_name: string }>(
          "person-names",
          "select id, display_name from person where 'counsellor' = any(roles)",
          [],
        );
        return new Map(rows.map(({ id, display_name }) => [id, display_name]));
      }),
  };
}

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    displayName: row.display_name,
    roles: row.roles,
    languages: languagesOf(row.languages),
    isDemo: row.is_demo,
  };
}
