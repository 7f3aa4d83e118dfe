import type { Client } from "pg";
import { uuidv7 } from "../world.ts";
import { createInvitationStore, type NewInvitation } from "./invitation-store.ts";

/** How long the first administrator's link is good. */
const LIFE_HOURS = 24;

const FIRST = { username: "admin", name: "Quản trị viên", displayName: "Quản trị" };

export type FirstLink = NewInvitation & { readonly username: string };

/**
 * While nobody can sign in as an administrator: a new link for the first one, good once and for a day; the link before it
 * ends. Undefined as soon as there is one. Two at the same time make one account.
 */
export async function inviteFirstAdministrator(owner: Client): Promise<FirstLink | undefined> {
  await owner.query("begin");
  try {
    await owner.query("select pg_advisory_xact_lock(hashtext('first administrator'))");
    const { rows } = await owner.query<{ id: string; can_sign_in: boolean; username: string }>(
      `select p.id, p.username, exists (select from credential c where c.person_id = p.id) as can_sign_in
         from person p where 'administrator' = any(p.roles) and p.suspended_at is null and not p.is_demo
         order by can_sign_in desc, p.created_at`,
    );
    const [known] = rows;
    const person = known ?? { ...(await addPerson(owner)), can_sign_in: false };
    const link = person.can_sign_in ? undefined : await invite(owner, person.id);
    await owner.query("commit");
    return link && { ...link, username: person.username };
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

async function addPerson(owner: Client): Promise<{ id: string; username: string }> {
  const { rows } = await owner.query<{ username: string }>("select username from person where username like $1", [
    `${FIRST.username}%`,
  ]);
  const taken = new Set(rows.map(({ username }) => username));
  const numbered = Array.from({ length: taken.size }, (_, index) => `${FIRST.username}-${String(index + 2)}`);
  const username = [FIRST.username, ...numbered].find((each) => !taken.has(each)) ?? FIRST.username;
  const id = uuidv7();
  await owner.query(
    `insert into person (id, username, name, display_name, roles, languages)
       values ($1, $2, $3, $4, array['administrator'], array['vi', 'en'])`,
    [id, username, FIRST.name, FIRST.displayName],
  );
  return { id, username };
}

async function invite(owner: Client, personId: string): Promise<NewInvitation> {
  const store = createInvitationStore({
    signIn: async <Row>(_: string, text: string, values: readonly unknown[]) =>
      (await owner.query(text, [...values])).rows as Row[],
  });
  await owner.query(
    `insert into audit_log (actor_kind, action, subject_kind, subject_id)
       values ('system', 'person.first_administrator_invited', 'person', $1)`,
    [personId],
  );
  return store.create(personId, "invite", LIFE_HOURS);
}
