import { IDENTITY_FIELD, searchKindOf } from "@nightlight/domain/search/searchable";
import { tokensOf } from "@nightlight/domain/search/tokens";
import type { Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

export type NewEntry = { readonly contactId: string; readonly field: string; readonly value: string };

/**
 * Makes a saved field of the record findable by its new value, in the transaction that saves it. A field that nobody
 * searches, and an empty one, have no entry. Fails for whoever does not own the contact.
 */
export async function saveSearchEntry(query: Query, sealing: Sealing, entry: NewEntry): Promise<void> {
  const { contactId, field, value } = entry;
  const kind = searchKindOf(field);
  if (kind === undefined) return;
  const hashes = sealing.searchHashes(tokensOf(kind, value));
  if (hashes.length === 0) {
    await query("search-forget", "delete from search_entry where contact_id = $1 and field = $2", [contactId, field]);
    return;
  }
  await query("search-save", SAVE, [contactId, field, kind, hashes]);
}

/** The hashes by which the other side's identity is found. */
export function identityHashes(sealing: Sealing, identity: string): { field: string; hashes: readonly string[] } {
  return { field: IDENTITY_FIELD, hashes: sealing.searchHashes(tokensOf("phone", identity)) };
}

const SAVE = `insert into search_entry as e (contact_id, field, kind, hashes, owner_id, at)
  select c.id, $2, $3, $4::bigint[], c.owner_id, c.arrived_at from contact c where c.id = $1
  on conflict (contact_id, field) do update set kind = excluded.kind, hashes = excluded.hashes, owner_id = excluded.owner_id,
      is_partial = false
    where e.is_partial or (e.kind, e.hashes, e.owner_id) is distinct from (excluded.kind, excluded.hashes, excluded.owner_id)`;
