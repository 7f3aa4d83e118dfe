import type { Found, SearchStore } from "@nightlight/commands/search/search-store";
import { identitySpellings } from "@nightlight/domain/access/opening";
import { IDENTITY_FIELD } from "@nightlight/domain/search/searchable";
import type { Query } from "../connection.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "../contact/contact-row.ts";
import { open, type Sealing } from "../sealing.ts";

type FoundRow = ContactRow & { field: string; record_version: number | null } & Sealed;
type Sealed = { sealed: Buffer | null; wrapped_key: Buffer | null; master_key_id: string | null };

/** Search in PostgreSQL: candidates by keyed hashes, each opened where row-level security lets the actor read it. */
export function searchStore(query: Query, sealing: Sealing): SearchStore {
  return {
    async find({ kind, every, some, atLeast }, limit, months) {
      const rows = await query<FoundRow>("search-find", FIND, [
        kind,
        sealing.searchHashes(every),
        sealing.searchHashes(some),
        atLeast,
        limit,
        months ?? null,
      ]);
      return rows.map((row): Found => ({
        contact: contactOf(row),
        field: row.field,
        value: opened(sealing, row.id, placeOf(row), row),
      }));
    },
    async showPrevious(liveId, limit) {
      const [row] = await query<Sealed>("search-identity", IDENTITY, [liveId]);
      const identity = row && opened(sealing, liveId, `contact_identity:${liveId}`, row);
      if (identity === undefined) return { identity, contacts: [] };
      const hashes = identitySpellings(identity).map(sealing.exactHash);
      const [shown] = await query<{ ids: string[] }>(
        "search-show-previous",
        "select show_previous($1, $2, $3) as ids",
        [liveId, hashes, limit],
      );
      const rows = await query<ContactRow>(
        "search-previous",
        `select ${CONTACT_COLUMNS} from contact c where c.id = any ($1::uuid[]) order by c.arrived_at desc, c.id desc`,
        [shown?.ids ?? []],
      );
      return { identity, contacts: rows.map(contactOf) };
    },
  };
}

function placeOf({ id, field, record_version: version }: FoundRow): string {
  return field === IDENTITY_FIELD ? `contact_identity:${id}` : `record_field:${id}:${field}:${String(version)}`;
}

/** Undefined where the actor sees no key: they may know that there is something, not what. */
function opened(sealing: Sealing, contactId: string, place: string, row: Sealed): string | undefined {
  if (row.sealed === null || row.wrapped_key === null || row.master_key_id === null) return undefined;
  return open(sealing.unwrapKey(contactId, row.wrapped_key, row.master_key_id), row.sealed, place);
}

const FIND = `select ${CONTACT_COLUMNS}, f.field, r.version as record_version, coalesce(r.sealed, i.sealed) as sealed,
    k.wrapped_key, k.master_key_id
  from (select * from search_entries($1, $2::bigint[], $3::bigint[], $4, $5,
        clock_timestamp() - make_interval(days => 30 * $6))
      union (select e.contact_id, e.field, e.at from opening o join search_entry e on e.contact_id = o.contact_id
        where $1 = 'word' and e.kind = 'word' and o.expires_at > clock_timestamp() and e.hashes @> $2
        order by e.at desc limit $5)) f
  join contact c on c.id = f.contact_id
  left join contact_key k on k.contact_id = c.id
  -- Only what the key opens: who sees no key is not asked about once more for each value.
  left join lateral (select version, sealed from record_field where contact_id = k.contact_id and field = f.field
    order by version desc limit 1) r on true
  left join lateral (select sealed from contact_identity where contact_id = k.contact_id and f.field = '${IDENTITY_FIELD}') i
    on true
  order by f.at desc, c.id desc limit $5`;

const IDENTITY = `select i.sealed, k.wrapped_key, k.master_key_id from contact_identity i
  join contact_key k on k.contact_id = i.contact_id where i.contact_id = $1`;
