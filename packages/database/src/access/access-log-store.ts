import type { AccessLogStore, Page, Reading } from "@nightlight/commands/access/access-stores";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";

type Row = Pick<Reading, "id" | "at" | "action" | "why" | "how"> & { actor_id: string; contact_id: string };

/** The access log in PostgreSQL. It only grows; row-level security decides what of it appears to whom. */
export function accessLogStore(query: Query, actor: DatabaseActor): AccessLogStore {
  const list = async (column: "actor_id" | "contact_id", id: string, page: Page<number>): Promise<Reading[]> => {
    const rows = await query<Row>(
      `access-log-by-${column}`,
      `select id, at, actor_id, contact_id, action, why, how from access_log
       where ${column} = $1 and actor_kind = 'staff' and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [id, page.before ?? null, page.limit],
    );
    return rows.map(({ actor_id: personId, contact_id: contactId, ...row }) => ({ ...row, personId, contactId }));
  };
  return {
    async write({ action, contactId, why, how, openingId }) {
      await query(
        "access-log-write",
        `insert into access_log (actor_kind, actor_id, contact_id, action, why, how, opening_id)
         values ($1, nullif($2, '')::uuid, $3, $4, $5, $6, $7)`,
        [actor.kind, idOf(actor), contactId, action, why, how, openingId ?? null],
      );
    },
    ofContact: (contactId, page) => list("contact_id", contactId, page),
    ofPerson: (personId, page) => list("actor_id", personId, page),
  };
}
