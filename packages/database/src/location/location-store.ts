import type { LocationStore } from "@nightlight/commands/location/location-store";
import type { LocationOutcome, LocationRequest } from "@nightlight/domain/location/location-request";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { ContactKeys } from "../message/contact-key.ts";
import { open, seal } from "../sealing.ts";

type Row = {
  id: string;
  contact_id: string;
  authority_id: string;
  sealed: Buffer;
  by_id: string;
  at: Date;
  outcome: LocationOutcome | null;
  answer_sealed: Buffer | null;
  answered_by: string | null;
  answered_at: Date | null;
};

const COLUMNS = `id, contact_id, authority_id, sealed, by_id, at, outcome, answer_sealed, answered_by, answered_at
  from location_request`;

/** Requests to the police in PostgreSQL, their words sealed under the contact's own key. */
export function locationStore(query: Query, actor: DatabaseActor, keys: ContactKeys): LocationStore {
  const opened = async (contactId: string, rows: readonly Row[]): Promise<LocationRequest[]> => {
    if (rows.length === 0) return [];
    const key = await keys.get(contactId);
    return rows.map((row) => requestOf(row, key));
  };
  return {
    async add({ id, contactId, authorityId, reason, clientKey }) {
      const key = await keys.get(contactId);
      await query(
        "location-add",
        `insert into location_request (id, contact_id, client_key, authority_id, sealed, by_id)
         values ($1, $2, $3, $4, $5, $6) on conflict (contact_id, client_key) do nothing`,
        [id, contactId, clientKey, authorityId, seal(key, reason, placeOf(id, "reason")), idOf(actor)],
      );
    },
    async byClientKey(contactId, clientKey) {
      const text = `select ${COLUMNS} where contact_id = $1 and client_key = $2`;
      const [found] = await opened(contactId, await query<Row>("location-by-key", text, [contactId, clientKey]));
      return found;
    },
    async ofContact(contactId) {
      const text = `select ${COLUMNS} where contact_id = $1 order by at desc, id desc`;
      return opened(contactId, await query<Row>("locations-of", text, [contactId]));
    },
    async answer(contactId, { id, outcome, words }) {
      const key = await keys.get(contactId);
      const answered = await query(
        "location-answer",
        `update location_request set outcome = $3, answer_sealed = $4, answered_by = $5, answered_at = clock_timestamp()
         where id = $1 and contact_id = $2 and outcome is null returning 1`,
        [id, contactId, outcome, seal(key, words, placeOf(id, "answer")), idOf(actor)],
      );
      return answered.length > 0;
    },
  };
}

function requestOf(row: Row, key: Buffer): LocationRequest {
  const { id, outcome, answer_sealed: sealed, answered_by: by, answered_at: at } = row;
  const isAnswered = outcome !== null && sealed !== null && by !== null && at !== null;
  return {
    id,
    contactId: row.contact_id,
    authorityId: row.authority_id,
    reason: open(key, row.sealed, placeOf(id, "reason")),
    by: row.by_id,
    at: row.at,
    answer: isAnswered ? { outcome, words: open(key, sealed, placeOf(id, "answer")), by, at } : undefined,
  };
}

function placeOf(id: string, what: "reason" | "answer"): string {
  return `location_request:${id}:${what}`;
}
