import type { CallbackStore } from "@nightlight/commands/contact/callback-store";
import type { Query } from "../connection.ts";
import type { ContactKeys } from "../message/contact-key.ts";
import { open, seal } from "../sealing.ts";

/** Numbers to call in PostgreSQL, sealed under their contact's key. */
export function callbackStore(query: Query, keys: ContactKeys): CallbackStore {
  return {
    async keep(contactId, number) {
      const key = await keys.get(contactId);
      await query(
        "callback-keep",
        `insert into callback_number (contact_id, sealed) values ($1, $2)
         on conflict (contact_id) do update set sealed = excluded.sealed`,
        [contactId, seal(key, number, placeOf(contactId))],
      );
    },
    async find(contactId) {
      const text = "select sealed from callback_number where contact_id = $1";
      const [row] = await query<{ sealed: Buffer }>("callback-find", text, [contactId]);
      return row && open(await keys.get(contactId), row.sealed, placeOf(contactId));
    },
    async forget(contactId) {
      await query("callback-forget", "delete from callback_number where contact_id = $1", [contactId]);
    },
  };
}

function placeOf(contactId: string): string {
  return `callback_number:${contactId}`;
}
