import type { Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

/** The key of one contact's words. Throws when the actor may not see it or it was erased. */
export async function contactKey(query: Query, sealing: Sealing, contactId: string): Promise<Buffer> {
  const [row] = await query<{ wrapped_key: Buffer | null }>(
    "contact-key",
    "select wrapped_key from contact_key where contact_id = $1",
    [contactId],
  );
  if (row === undefined || row.wrapped_key === null) throw new Error(`No key for contact ${contactId}`);
  return sealing.unwrapContactKey(contactId, row.wrapped_key);
}
