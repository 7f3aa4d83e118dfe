import type { Client } from "pg";
import { IDENTITY_FIELD } from "@nightlight/domain/search/searchable";
import { tokensOf, type SearchKind } from "@nightlight/domain/search/tokens";
import { open, type Sealing } from "../sealing.ts";

type Row = {
  contact_id: string;
  field: string;
  kind: SearchKind;
  record_version: number | null;
  sealed: Buffer;
  wrapped_key: Buffer;
  master_key_id: string;
};

const BATCH = 500;

/**
 * Gives entries that were written before there was a search all of their tokens, as the owner of the tables and with the
 * keys at hand. Repeating it is harmless; being interrupted loses nothing. Answers how many there were.
 */
export async function completeEntries(owner: Client, sealing: Sealing): Promise<number> {
  let done = 0;
  for (;;) {
    const { rows } = await owner.query<Row>(PARTIAL, [IDENTITY_FIELD, BATCH]);
    for (const row of rows) {
      const hashes = sealing.searchHashes(tokensOf(row.kind, valueOf(row, sealing)));
      await owner.query(hashes.length === 0 ? FORGET : COMPLETE, [
        row.contact_id,
        row.field,
        ...(hashes.length === 0 ? [] : [hashes]),
      ]);
    }
    done += rows.length;
    if (rows.length < BATCH) return done;
  }
}

function valueOf(row: Row, sealing: Sealing): string {
  const { contact_id: id, field, record_version: version } = row;
  const place = field === IDENTITY_FIELD ? `contact_identity:${id}` : `record_field:${id}:${field}:${String(version)}`;
  return open(sealing.unwrapKey(id, row.wrapped_key, row.master_key_id), row.sealed, place);
}

// Of an erased contact nothing can be opened; its entries go with the rest of it.
const PARTIAL = `select e.contact_id, e.field, e.kind, r.version as record_version, coalesce(r.sealed, i.sealed) as sealed,
    k.wrapped_key, k.master_key_id
  from search_entry e
  join contact_key k on k.contact_id = e.contact_id and k.wrapped_key is not null
  left join lateral (select version, sealed from record_field where contact_id = e.contact_id and field = e.field
    order by version desc limit 1) r on true
  left join contact_identity i on i.contact_id = e.contact_id and e.field = $1
  where e.is_partial and coalesce(r.sealed, i.sealed) is not null
  order by e.contact_id, e.field limit $2`;

const COMPLETE = `update search_entry set hashes = $3::bigint[], is_partial = false where contact_id = $1 and field = $2`;
const FORGET = "delete from search_entry where contact_id = $1 and field = $2";
