import type { RecordField, RecordFieldName, RecordStore } from "@nightlight/commands/world";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { ContactKeys } from "../message/contact-key.ts";
import { saveSearchEntry } from "../search/save-entry.ts";
import { open, seal, type Sealing } from "../sealing.ts";

type FieldRow = { field: RecordFieldName; version: number; sealed: Buffer; saved_at: Date };

/** Keystrokes of one person within this time are one version of the history. */
const SAME_SAVING_SECONDS = 30;

/** Fields of the record in PostgreSQL: sealed, versioned, and made findable as they are saved. */
export function recordStore(query: Query, actor: DatabaseActor, sealing: Sealing, keys: ContactKeys): RecordStore {
  return {
    async latest(contactId) {
      const asked = query<FieldRow>(
        "record-latest",
        `select distinct on (field) field, version, sealed, saved_at from record_field where contact_id = $1
         order by field, version desc`,
        [contactId],
      );
      const [rows] = await Promise.all([asked, keys.find(contactId)]);
      if (rows.length === 0) return {};
      const key = await keys.get(contactId);
      return Object.fromEntries(
        rows.map((row): [RecordFieldName, RecordField] => [
          row.field,
          {
            value: open(key, row.sealed, place(contactId, row.field, row.version)),
            version: row.version,
            savedAt: row.saved_at,
          },
        ]),
      );
    },
    async save(contactId, field, value, version) {
      const key = await keys.get(contactId);
      const next = version + 1;
      // The contact is locked by the caller, so nobody writes between the check and the insert.
      const [row] = await query<{ saved_at: Date }>("record-save", SAVE, [
        contactId,
        field,
        next,
        seal(key, value, place(contactId, field, next)),
        idOf(actor),
        version,
      ]);
      if (row === undefined) return undefined;
      await saveSearchEntry(query, sealing, { contactId, field, value });
      if (version > 0) {
        await query("record-coalesce", COALESCE, [contactId, field, version, idOf(actor), SAME_SAVING_SECONDS]);
      }
      return { value, version: next, savedAt: row.saved_at };
    },
  };
}

const SAVE = `insert into record_field (contact_id, field, version, sealed, saved_by, saved_at)
  select $1, $2, $3, $4, $5, clock_timestamp()
  where $6 = coalesce((select max(version) from record_field where contact_id = $1 and field = $2), 0)
  returning saved_at`;

const COALESCE = `delete from record_field where contact_id = $1 and field = $2 and version = $3 and saved_by = $4
  and saved_at > clock_timestamp() - make_interval(secs => $5)`;

function place(contactId: string, field: string, version: number): string {
  return `record_field:${contactId}:${field}:${String(version)}`;
}
