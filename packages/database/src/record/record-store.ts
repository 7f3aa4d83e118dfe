import type { RecordField, RecordStore } from "@nightlight/commands/world";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { ContactKeys } from "../message/contact-key.ts";
import { saveSearchEntry } from "../search/save-entry.ts";
import { open, seal, type Sealing } from "../sealing.ts";
import type { DefinitionShelf } from "./definition-shelf.ts";

type FieldRow = { field: string; version: number; sealed: Buffer; saved_at: Date };

/** Keystrokes of one person within this time are one version of the history. */
const SAME_SAVING_SECONDS = 30;

type RecordParts = {
  readonly query: Query;
  readonly actor: DatabaseActor;
  readonly sealing: Sealing;
  readonly keys: ContactKeys;
  readonly shelf: DefinitionShelf;
};

/** Fields of the record in PostgreSQL: sealed, versioned, and made findable as they are saved. */
export function recordStore({ query, actor, sealing, keys, shelf }: RecordParts): RecordStore {
  const versionOf = async (contactId: string): Promise<number> => {
    const [row] = await query<{ version: number | null }>("record-version", VERSION, [contactId]);
    if (typeof row?.version !== "number") throw new Error("There is no form of the record");
    return row.version;
  };
  return {
    versionOf,
    async definitionOf(contactId) {
      const found = await shelf.find(query, await versionOf(contactId));
      if (found === undefined) throw new Error("A record is in a form that is not there");
      return found;
    },
    async versionsOf(contactIds) {
      if (contactIds.length === 0) return new Map();
      const rows = await query<{ contact_id: string; definition: number }>(
        "record-versions",
        "select distinct on (contact_id) contact_id, definition from record_field where contact_id = any ($1::uuid[])",
        [contactIds],
      );
      return new Map(rows.map(({ contact_id: id, definition }) => [id, definition]));
    },
    findDefinition: (version) => shelf.find(query, version),
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
        rows.map((row): [string, RecordField] => [
          row.field,
          {
            value: open(key, row.sealed, place(contactId, row.field, row.version)),
            version: row.version,
            savedAt: row.saved_at,
          },
        ]),
      );
    },
    async save(contactId, field, value, version, definition) {
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
        definition,
        SAME_SAVING_SECONDS,
      ]);
      if (row === undefined) return undefined;
      await saveSearchEntry(query, sealing, { contactId, field, value });
      return { value, version: next, savedAt: row.saved_at };
    },
  };
}

/** The version that the record is in; the newest while nothing is written. */
const VERSION = `select coalesce((select definition from record_field where contact_id = $1 limit 1),
  (select max(version) from record_definition)) as version`;

/** Saves over the version that was seen, and drops that version from the history when it is of the same saving. */
const SAVE = `with saved as (
    insert into record_field (contact_id, field, version, sealed, saved_by, saved_at, definition)
    select $1, $2, $3, $4, $5, clock_timestamp(), $7
    where $6 = coalesce((select max(version) from record_field where contact_id = $1 and field = $2), 0)
    returning saved_at),
  tidied as (
    delete from record_field where exists (select from saved) and contact_id = $1 and field = $2 and version = $6
      and saved_by = $5 and saved_at > clock_timestamp() - make_interval(secs => $8))
  select saved_at from saved`;

function place(contactId: string, field: string, version: number): string {
  return `record_field:${contactId}:${field}:${String(version)}`;
}
