import type { Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

/** The keys of contacts' words, each asked for once in a transaction. */
export type ContactKeys = {
  /** Undefined when the actor may not see it or it was erased. Asked for at once: it can travel with what it opens. */
  find(contactId: string): Promise<Buffer | undefined>;
  /** Throws when the actor may not see it or it was erased. */
  get(contactId: string): Promise<Buffer>;
};

/** Keys as one transaction's actor sees them. */
export function contactKeys(query: Query, sealing: Sealing): ContactKeys {
  const known = new Map<string, Promise<Buffer | undefined>>();
  const ask = async (contactId: string): Promise<Buffer | undefined> => {
    const [row] = await query<{ wrapped_key: Buffer | null; master_key_id: string }>(
      "contact-key",
      "select wrapped_key, master_key_id from contact_key where contact_id = $1",
      [contactId],
    );
    return row?.wrapped_key ? sealing.unwrapKey(contactId, row.wrapped_key, row.master_key_id) : undefined;
  };
  const find = (contactId: string): Promise<Buffer | undefined> => {
    const key = known.get(contactId) ?? ask(contactId);
    known.set(contactId, key);
    return key;
  };
  return {
    find,
    async get(contactId) {
      const key = await find(contactId);
      if (key === undefined) throw new Error(`No key for contact ${contactId}`);
      return key;
    },
  };
}
