import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { inviteFirstAdministrator, type FirstLink } from "../access/first-administrator.ts";
import { settleInstallationKeys, wrapInstallationKeys } from "../key/installation-keys.ts";
import type { KeyRing } from "../key/key-ring.ts";
import { APP_ROLE } from "../migrate.ts";
import { importDefinitions } from "../record/import-definitions.ts";

/** What a demo installation holds, for whoever decides about it. */
export type DemoFound = {
  readonly people: number;
  readonly contacts: number;
  readonly messages: number;
  readonly escalations: number;
};

export type NotRemovable = "no-demo" | "in-use";

/**
 * Tables that stay: the country's places and the lists that come with the program, and the logs. These hold ids, states
 * and times, never a name or a word, and their hashes are sealed: `npm run audit:verify` goes on holding. Every other
 * table is emptied, also one that is added after this was written.
 */
export const KEPT_TABLES = [
  ...["migration", "place", "place_former", "place_source", "skill", "spoken_language"],
  ...["event", "access_log", "audit_log", "audit_head", "installation", "installation_key"],
] as const;

const KEY_BYTES = 32;

/** What there is to remove; or why nothing can be: it was not begun as a demo, or a server is at work on it. */
export async function findRemovable(owner: Client): Promise<DemoFound | NotRemovable> {
  const { rows } = await owner.query<DemoFound & { is_demo: boolean; in_use: boolean }>(
    `select exists (select from installation where kind = 'demo') as is_demo,
       exists (select from pg_stat_activity where datname = current_database() and usename = $1) as in_use,
       (select count(*)::int from person) as people, (select count(*)::int from contact) as contacts,
       (select count(*)::int from message) as messages, (select count(*)::int from escalation) as escalations`,
    [APP_ROLE],
  );
  const [found] = rows;
  if (found?.is_demo !== true) return "no-demo";
  if (found.in_use) return "in-use";
  const { people, contacts, messages, escalations } = found;
  return { people, contacts, messages, escalations };
}

/**
 * Makes an empty installation of a demo: people, contacts, words and keys go, of each contact a tombstone stays in the
 * log, and the audit log says that it was done. From then on nobody can sign in but by the link that is given. Changes
 * nothing unless all of it works.
 */
export async function removeDemo(owner: Client, ring: KeyRing): Promise<FirstLink | NotRemovable | undefined> {
  await owner.query("begin");
  try {
    await owner.query("lock table installation in exclusive mode");
    const found = await findRemovable(owner);
    if (typeof found === "string") {
      await owner.query("rollback");
      return found;
    }
    await owner.query(TOMBSTONES);
    const { rows } = await owner.query<{ name: string }>(
      "select format('%I', tablename) as name from pg_tables where schemaname = 'public' and tablename <> all ($1)",
      [KEPT_TABLES],
    );
    await owner.query(`truncate ${rows.map(({ name }) => name).join(", ")}`);
    await importDefinitions(owner);
    await renewKeys(owner, ring);
    await owner.query("update installation set kind = 'real', begun_at = clock_timestamp()");
    await owner.query(
      "insert into audit_log (actor_kind, action, subject_kind, subject_id, details) values ('system', 'demo.removed', 'installation', 'demo', $1)",
      [JSON.stringify(found)],
    );
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
  return inviteFirstAdministrator(owner);
}

/** What was ever sealed here opens no longer, wherever a copy of it lies. */
async function renewKeys(owner: Client, ring: KeyRing): Promise<void> {
  const kept = await settleInstallationKeys(owner, ring);
  const fresh = (): Buffer => randomBytes(KEY_BYTES);
  await wrapInstallationKeys(owner, {
    ring: kept.ring,
    keys: { search: fresh(), childToken: fresh(), secret: fresh() },
  });
}

const TOMBSTONES = `insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
  select 'contact', c.id, (select max(version) + 1 from event e where e.subject = 'contact' and e.subject_id = c.id),
    'contact_removed', '{"because": "demo"}', 'system', null, clock_timestamp() from contact c`;
