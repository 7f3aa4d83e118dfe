import { ROLES, type Role } from "@nightlight/domain/access/access";
import type { Language } from "@nightlight/domain/contact/channel";
import type { Database } from "../connection.ts";
import { languagesOf } from "../contact/contact-row.ts";
import { uuidv7 } from "../world.ts";

export type Person = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
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
  findChannel(keyHash: Buffer): Promise<{ id: string; kind: string } | undefined>;
  findChannelOfKind(kind: string): Promise<string | undefined>;
  displayName(personId: string): Promise<string | undefined>;
  displayNames(): Promise<ReadonlyMap<string, string>>;
};

/** Sessions on PostgreSQL. Without `allowsDemo`, demo accounts and channels do not exist, whatever the data hold. */
export function createSessionStore(database: Database, { allowsDemo }: { allowsDemo: boolean }): SessionStore {
  const { signIn: query } = database;
  return {
    async findCredential(username) {
      const [row] = await query<PersonRow & { password_hash: string }>(
        "credential-find",
        `select ${PERSON}, c.password_hash from person p join credential c on c.person_id = p.id
           where p.username = lower($1) and p.suspended_at is null and (not p.is_demo or $2)`,
        [username, allowsDemo],
      );
      return row && { person: personOf(row), passwordHash: row.password_hash };
    },
    async begin(personId, tokenHash) {
      const id = uuidv7();
      await query(
        "session-begin",
        `insert into session (id, token_hash, person_id, expires_at)
           values ($1, $2, $3, clock_timestamp() + make_interval(hours => $4))`,
        [id, tokenHash, personId, SESSION_HOURS],
      );
      return id;
    },
    async find(tokenHash) {
      const [row] = await query<PersonRow & { session_id: string }>(
        "session-find",
        `select s.id as session_id, ${PERSON} from session s join person p on p.id = s.person_id
           where s.token_hash = $1 and s.ended_at is null and s.expires_at > clock_timestamp() and p.suspended_at is null
             and (not p.is_demo or $2)`,
        [tokenHash, allowsDemo],
      );
      return row && { sessionId: row.session_id, person: personOf(row) };
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
    async findChannel(keyHash) {
      const [row] = await query<{ id: string; kind: string }>(
        "channel-by-key",
        "select id, kind from channel where key_hash = $1 and revoked_at is null and (not is_demo or $2)",
        [keyHash, allowsDemo],
      );
      return row;
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
        "select id, display_name from person where 'counsellor' = any(roles)",
        [],
      );
      return new Map(rows.map(({ id, display_name }) => [id, display_name]));
    },
  };
}

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    displayName: row.display_name,
    roles: ROLES.filter((role) => row.roles.includes(role)),
    languages: languagesOf(row.languages),
    isDemo: row.is_demo,
  };
}
