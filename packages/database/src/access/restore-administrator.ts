import { foldUsername } from "@nightlight/domain/access/username";
import { Client } from "pg";
import { createInvitationStore, type NewInvitation } from "./invitation-store.ts";

/** A link for one administrator; or, where it is not plain for which, the names to choose from. */
export type Restoration =
  | (NewInvitation & { readonly kind: "link"; readonly username: string })
  | { readonly kind: "choose"; readonly usernames: readonly string[] };

/**
 * Makes a link by which an administrator who lost everything else gets in again: good once and for a day, and audited.
 * Until it is used, nothing that they had ends. Without a name it is for the one administrator that there is. Suspended
 * and demo accounts get none.
 */
export async function restoreAdministrator(owner: Client, username?: string): Promise<Restoration> {
  await owner.query("begin");
  try {
    const { rows } = await owner.query<{ id: string; username: string }>(
      `select id, username from person
         where 'administrator' = any(roles) and suspended_at is null and not is_demo order by username`,
    );
    const wanted = username === undefined ? rows : rows.filter((row) => row.username === foldUsername(username));
    const [person, ...others] = wanted;
    if (person === undefined || others.length > 0) {
      await owner.query("rollback");
      return { kind: "choose", usernames: rows.map((row) => row.username) };
    }
    await owner.query(
      `insert into audit_log (actor_kind, action, subject_kind, subject_id)
         values ('system', 'person.restored_by_operator', 'person', $1)`,
      [person.id],
    );
    const store = createInvitationStore({
      signIn: async <Row>(_: string, text: string, values: readonly unknown[]) =>
        (await owner.query(text, [...values])).rows as Row[],
    });
    const link = await store.create(person.id, "reset");
    await owner.query("commit");
    return { ...link, kind: "link", username: person.username };
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

/** The same, as the owner of the tables whom PostgreSQL's own variables (PGHOST, PGUSER …) name. */
export async function restoreAdministratorAsOwner(username?: string): Promise<Restoration> {
  const owner = new Client();
  await owner.connect();
  try {
    return await restoreAdministrator(owner, username);
  } finally {
    await owner.end();
  }
}
