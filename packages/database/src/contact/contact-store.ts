import type { RecordedEvent } from "@nightlight/commands/events";
import type { Arrival, ContactStore } from "@nightlight/commands/world";
import { arrive, evolve } from "@nightlight/domain/contact/evolve";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { Explanation } from "@nightlight/domain/routing/match";
import { ROUTING_POLICY } from "@nightlight/domain/routing/policy";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import { dataOf } from "../event/event-row.ts";
import { sealMessage } from "../message/message-store.ts";
import { seal, type Sealing } from "../sealing.ts";
import { appendEvents, type Appended } from "./append.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "./contact-row.ts";

export type ContactStoreParts = {
  readonly query: Query;
  readonly actor: DatabaseActor;
  readonly sealing: Sealing;
  /** Remembers what was written, to be announced after the commit. */
  readonly remember: (written: Appended & { readonly explanation: Explanation | undefined }) => void;
};

/** Contacts in PostgreSQL. Reads go through row-level security as the actor. */
export function contactStore({ query, actor, sealing, remember }: ContactStoreParts): ContactStore {
  return {
    arrive: (arrival) => storeArrival({ query, actor, sealing, remember }, arrival),
    async find(id) {
      const [row] = await query<ContactRow>("contact-find", `select ${CONTACT_COLUMNS} from contact c where c.id = $1`, [id]);
      return row && contactOf(row);
    },
    async lock(id) {
      // The outer select runs after the lock is held: its clock is read late enough, and it opens this one contact's
      // routing rows to the transaction.
      const [row] = await query<ContactRow & { now: Date }>(
        "contact-lock",
        `with c as materialized (select * from contact where id = $1 for update)
         select ${CONTACT_COLUMNS}, clock_timestamp() as now,
           set_config('nightlight.locked_contact', c.id::text, true) from c`,
        [id],
      );
      return row && { contact: contactOf(row), at: row.now };
    },
    async append(locked, events, explanation) {
      const written = await appendEvents(query, actor, locked, events, explanation);
      remember({ ...written, explanation });
      return written.contact;
    },
    async onDesk(counsellorId) {
      const rows = await query<ContactRow>(
        "contact-on-desk",
        `select ${CONTACT_COLUMNS} from contact c where c.owner_id = $1 and (c.status in ('active', 'closing', 'wrap_up')
           or (c.status = 'closed' and (c.state ->> 'at')::timestamptz > clock_timestamp() - make_interval(secs => $2)))
         order by c.arrived_at`,
        [counsellorId, ROUTING_POLICY.undoSeconds],
      );
      return rows.map(contactOf);
    },
    async inQueue(limit) {
      const rows = await query<ContactRow>(
        "contact-in-queue",
        `select ${CONTACT_COLUMNS} from contact c where c.status in ('queued', 'orphaned', 'offered')
         order by array_position(array['immediate', 'high', 'normal', 'low'], c.lane), c.arrived_at limit $1`,
        [limit],
      );
      return rows.map(contactOf);
    },
    async activeOf(counsellorId) {
      const rows = await query<{ id: string }>(
        "contact-active-of",
        "select id from contact where owner_id = $1 and status = 'active' order by id",
        [counsellorId],
      );
      return rows.map(({ id }) => id);
    },
  };
}

async function storeArrival(
  { query, actor, sealing, remember }: ContactStoreParts,
  arrival: Arrival,
): Promise<{ contact: Contact; at: Date; repeated: boolean }> {
  const [clock] = await query<{ now: Date }>("now", "select clock_timestamp() as now", []);
  const at = clock?.now ?? fail();
  const { contact, events } = begin(arrival, at);
  const [inserted] = await query<{ id: string }>(
    "contact-insert",
    `insert into contact as c (id, queue_id, channel_id, channel, arrival_key, language, lane, arrived_at, version, child_wrote, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (channel_id, arrival_key) do nothing
     returning c.id, set_config('nightlight.locked_contact', c.id::text, true)`,
    [
      contact.id,
      contact.queueId,
      contact.channelId,
      contact.channel,
      Buffer.from(arrival.arrivalKey),
      contact.language,
      contact.lane,
      at,
      contact.version,
      contact.childWrote,
      JSON.stringify(contact.state),
    ],
  );
  if (inserted === undefined) return { contact: await findRepeated(query, arrival), at, repeated: true };
  await storeWords(query, sealing, arrival, at);
  await logArrival(query, actor, contact, events, at);
  remember({ contact, events: recorded(actor, contact.id, events, at), clock: undefined, explanation: undefined });
  return { contact, at, repeated: false };
}

function begin(arrival: Arrival, at: Date): { contact: Contact; events: ContactEvent[] } {
  const { contactId, queueId, channelId, channel, language, lane, message } = arrival;
  const arrived = { type: "contact_arrived", contactId, queueId, channelId, channel, language, lane } as const;
  const queued = arrive(arrived, at);
  if (message === undefined) return { contact: queued, events: [arrived] };
  const posted = { type: "message_posted", messageId: message.id, from: "child" } as const;
  return { contact: evolve(queued, posted, at), events: [arrived, posted] };
}

async function findRepeated(query: Query, arrival: Arrival): Promise<Contact> {
  const [row] = await query<ContactRow>(
    "contact-by-key",
    `select ${CONTACT_COLUMNS} from contact c where c.channel_id = $1 and c.arrival_key = $2`,
    [arrival.channelId, Buffer.from(arrival.arrivalKey)],
  );
  return row === undefined ? fail() : contactOf(row);
}

/** Key, first message, identity and the child's session, each beside the contact that was just stored. */
async function storeWords(query: Query, sealing: Sealing, arrival: Arrival, at: Date): Promise<void> {
  const { key, wrapped } = sealing.newContactKey(arrival.contactId);
  const { message, childSession, identity } = arrival;
  const session = childSession === undefined ? [null, 0] : [Buffer.from(childSession.tokenHash), childSession.lifeHours];
  await query(
    "contact-key-insert",
    `with k as (insert into contact_key (contact_id, master_key_id, wrapped_key) values ($1, $2, $3)),
       m as (insert into message (id, contact_id, sequence, author, client_key, sealed, posted_at)
             select $4, $1, 2, 'child', $5, $6, $7 where $4::uuid is not null)
     insert into child_session (token_hash, contact_id, expires_at)
     select $8, $1, $7::timestamptz + make_interval(hours => $9) where $8::bytea is not null`,
    [
      arrival.contactId,
      sealing.masterKeyId,
      wrapped,
      message?.id ?? null,
      message?.clientKey ?? null,
      message === undefined ? null : sealMessage(key, message.id, message.text),
      at,
      ...session,
    ],
  );
  if (identity === undefined) return;
  await query(
    "contact-identity-insert",
    "insert into contact_identity (contact_id, sealed, exact_hash, part_hashes) values ($1, $2, $3, $4)",
    [
      arrival.contactId,
      seal(key, identity, `contact_identity:${arrival.contactId}`),
      sealing.exactHash(identity),
      sealing.searchHashes(identity),
    ],
  );
}

async function logArrival(
  query: Query,
  actor: DatabaseActor,
  contact: Contact,
  events: readonly ContactEvent[],
  at: Date,
): Promise<void> {
  const rows = events.map((event, index) => ({ version: index + 1, type: event.type, data: dataOf(event) }));
  await query(
    "arrival-log",
    `insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
     select 'contact', $1, e.version, e.type, e.data, $2, $3, $4
     from jsonb_to_recordset($5) as e(version integer, type text, data jsonb)`,
    [contact.id, actor.kind, idOf(actor), at, JSON.stringify(rows)],
  );
}

function recorded(actor: DatabaseActor, id: string, events: readonly ContactEvent[], at: Date): RecordedEvent[] {
  if (actor.kind === "sign-in") throw new Error("Signing in brings no contact");
  const actorKind = actor.kind;
  return events.map((event, index) => ({
    subject: "contact",
    subjectId: id,
    version: index + 1,
    actorKind,
    actorId: idOf(actor),
    at,
    event,
  }));
}

function fail(): never {
  throw new Error("The database did not answer what it always answers");
}
