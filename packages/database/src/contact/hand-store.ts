import type { HandChange, HandDetails, HandRecord, HandStore } from "@nightlight/commands/contact/by-hand-store";
import type { Locked } from "@nightlight/commands/world";
import { arrive } from "@nightlight/domain/contact/evolve";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import { dataOf } from "../event/event-row.ts";
import type { ContactKeys } from "../message/contact-key.ts";
import { open, seal, type Sealing } from "../sealing.ts";
import type { Appended } from "./append.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "./contact-row.ts";

export type HandStoreParts = {
  readonly query: Query;
  readonly actor: DatabaseActor;
  readonly sealing: Sealing;
  readonly keys: ContactKeys;
  /** Remembers what was written, to be announced after the commit. */
  readonly remember: (written: Appended & { readonly explanation: undefined }) => void;
};

/** Contacts recorded by hand in PostgreSQL. Row-level security lets staff record nothing but their own. */
export function handStore(parts: HandStoreParts): HandStore {
  const { query, actor, keys } = parts;
  return {
    record: (record) => storeRecord(parts, record),
    async recordedBefore(arrivalKey) {
      const [row] = await query<ContactRow>(
        "by-hand-before",
        `select ${CONTACT_COLUMNS} from contact c
         where c.channel_id = by_hand_channel() and c.arrival_key = $1 and c.owner_id = $2`,
        [Buffer.from(arrivalKey), idOf(actor)],
      );
      return row && contactOf(row);
    },
    async find(contactId) {
      const text = "select sealed from by_hand where contact_id = $1";
      const [row] = await query<{ sealed: Buffer }>("by-hand-find", text, [contactId]);
      if (row === undefined) return undefined;
      return JSON.parse(open(await keys.get(contactId), row.sealed, placeOf(contactId))) as HandDetails;
    },
    async changes(contactId) {
      const rows = await query<ChangeRow>("by-hand-changes", CHANGES, [contactId]);
      if (rows.length === 0) return [];
      const key = await keys.get(contactId);
      return rows.map(({ version, received_at: receivedAt, sealed, by_id: by, at }): HandChange => {
        const details = JSON.parse(open(key, sealed, placeOfChange(contactId, version))) as HandDetails;
        return { version, receivedAt, details, by, at };
      });
    },
    async correct({ contact: { id, receivedAt: wasReceivedAt }, before, details, receivedAt, version }) {
      const key = await keys.get(id);
      await query("by-hand-correct", CORRECT, [
        ...[id, version, wasReceivedAt, seal(key, JSON.stringify(before), placeOfChange(id, version)), idOf(actor)],
        ...[seal(key, JSON.stringify(details), placeOf(id)), receivedAt],
      ]);
    },
  };
}

type ChangeRow = { version: number; received_at: Date; sealed: Buffer; by_id: string; at: Date };

const CHANGES = `select version, received_at, sealed, by_id, at from by_hand_change where contact_id = $1
  order by version desc`;

const CORRECT = `with kept as (insert into by_hand_change (contact_id, version, received_at, sealed, by_id)
    values ($1, $2, $3, $4, $5)),
  written as (update by_hand set sealed = $6 where contact_id = $1)
  update contact set received_at = $7 where id = $1 and received_at <> $7`;

type Inserted = { channel_id: string; arrived_at: Date };

async function storeRecord(parts: HandStoreParts, record: HandRecord): Promise<Locked | undefined> {
  const { query, actor, sealing, remember } = parts;
  const by = idOf(actor);
  if (actor.kind !== "staff") throw new Error("Only staff record by hand");
  const { contactId, queueId, channel, language, lane, receivedAt } = record;
  const [inserted] = await query<Inserted>("by-hand-insert", INSERT, [
    ...[contactId, queueId, channel, Buffer.from(record.arrivalKey), language, lane, receivedAt, by],
  ]);
  if (inserted === undefined) return undefined;
  const { channel_id: channelId, arrived_at: at } = inserted;
  const begun = {
    type: "contact_recorded",
    contactId,
    queueId,
    channelId,
    channel,
    language,
    lane,
    receivedAt,
    by,
  } as const;
  const { key, wrapped } = sealing.newContactKey(contactId);
  await query("by-hand-beside", BESIDE, [
    ...[contactId, begun.type, JSON.stringify(dataOf(begun)), by, at, sealing.masterKeyId, wrapped],
    seal(key, JSON.stringify(record.details), placeOf(contactId)),
  ]);
  const contact = arrive(begun, at);
  const logged = { subject: "contact", subjectId: contactId, version: 1, actorKind: "staff", actorId: by, at } as const;
  remember({ contact, events: [{ ...logged, event: begun }], clock: undefined, explanation: undefined });
  return { contact, at };
}

const INSERT = `insert into contact as c (id, queue_id, channel_id, channel, arrival_key, language, lane, received_at,
    arrived_at, version, state)
  select $1, $2, by_hand_channel(), $3, $4, $5, $6, $7, clock.now, 1, jsonb_build_object(
    'status', 'wrap_up', 'owner', $8::text, 'endedBy', 'recorded', 'holdsSlot', false,
    'since', to_char(clock.now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from (select date_trunc('milliseconds', clock_timestamp()) as now) clock on conflict (channel_id, arrival_key) do nothing
  returning c.channel_id, c.arrived_at, set_config('nightlight.locked_contact', c.id::text, true)`;

const BESIDE = `with logged as (insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
    values ('contact', $1, 1, $2, $3::jsonb, 'staff', $4, $5)),
  keyed as (insert into contact_key (contact_id, master_key_id, wrapped_key) values ($1, $6, $7))
  insert into by_hand (contact_id, sealed, recorded_by, recorded_at) values ($1, $8, $4, $5)`;

function placeOf(contactId: string): string {
  return `by_hand:${contactId}`;
}

function placeOfChange(contactId: string, version: number): string {
  return `by_hand_change:${contactId}:${String(version)}`;
}
