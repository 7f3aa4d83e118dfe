import type { RecordedEvent } from "@nightlight/commands/events";
import type { Arrival, ContactStore } from "@nightlight/commands/world";
import { arrive, evolve } from "@nightlight/domain/contact/evolve";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { Explanation } from "@nightlight/domain/routing/match";
import { ROUTING_POLICY } from "@nightlight/domain/routing/policy";
import { idOf, type BeforeCommit, type DatabaseActor, type Query } from "../connection.ts";
import { dataOf } from "../event/event-row.ts";
import { sealMessage } from "../message/message-store.ts";
import { seal, type Sealing } from "../sealing.ts";
import { appendEvents, type Appended } from "./append.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "./contact-row.ts";

export type ContactStoreParts = {
  readonly query: Query;
  readonly beforeCommit: BeforeCommit;
  readonly actor: DatabaseActor;
  readonly sealing: Sealing;
  /** Remembers what was written, to be announced after the commit. */
  readonly remember: (written: Appended & { readonly explanation: Explanation | undefined }) => void;
};

const FIND = `select ${CONTACT_COLUMNS} from contact c where c.id = $1`;

/** Contacts in PostgreSQL. Reads go through row-level security as the actor. */
export function contactStore(parts: ContactStoreParts): ContactStore {
  const { query, beforeCommit, actor, remember } = parts;
  return {
    arrive: (arrival) => storeArrival(parts, arrival),
    async find(id) {
      const [row] = await query<ContactRow>("contact-find", FIND, [id]);
      return row && contactOf(row);
    },
    async lock(id) {
      const [row] = await query<LockedRow>("contact-lock", lockStatement("$1"), [id]);
      return row && { contact: contactOf(row), at: row.now };
    },
    async lockByOffer(offerId) {
      const ofOffer = "(select contact_id from offer where id = $1)";
      const [row] = await query<LockedRow>("contact-lock-by-offer", lockStatement(ofOffer), [offerId]);
      return row && { contact: contactOf(row), at: row.now };
    },
    async append(locked, events, explanation) {
      const { contact, written } = appendEvents(query, actor, locked, events, explanation);
      beforeCommit(written.then((appended) => remember({ ...appended, explanation })));
      return contact;
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
    async attendedBy(counsellorId) {
      const rows = await query<{ id: string }>(
        "contact-attended-by",
        "select id from contact where owner_id = $1 and status in ('active', 'closing') order by id",
        [counsellorId],
      );
      return rows.map(({ id }) => id);
    },
    async misattended() {
      const rows = await query<{ contact_id: string; is_owner_there: boolean }>("contact-misattended", MISATTENDED, []);
      return rows.map((row) => ({ contactId: row.contact_id, isOwnerThere: row.is_owner_there }));
    },
    async endSession(contactId) {
      await query(
        "child-session-end",
        "update child_session set ended_at = clock_timestamp() where contact_id = $1 and ended_at is null",
        [contactId],
      );
    },
  };
}

const MISATTENDED = `select c.id as contact_id, l.is_there as is_owner_there
  from contact c
  join lateral (select coalesce(bool_or(lost_at is null and alive_until > clock_timestamp()), false) as is_there
      from lease where counsellor_id = c.owner_id) l on true
  where c.status in ('active', 'closing') and l.is_there = (c.state ->> 'ownerLostAt' is not null)`;

type LockedRow = ContactRow & { now: Date };

/**
 * Locks one contact. The outer select runs after the lock is held: its clock is read late enough, and it opens this one
 * contact's routing rows to the transaction.
 */
function lockStatement(id: string): string {
  return `with c as materialized (select * from contact where id = ${id} for update)
    select ${CONTACT_COLUMNS}, clock_timestamp() as now, set_config('nightlight.locked_contact', c.id::text, true) from c`;
}

async function storeArrival(
  parts: ContactStoreParts,
  arrival: Arrival,
): Promise<{ contact: Contact; at: Date; repeated: boolean }> {
  const { query, beforeCommit, actor, remember } = parts;
  const [clock] = await query<{ now: Date }>("now", "select clock_timestamp() as now", []);
  const at = clock?.now ?? fail();
  const { contact, events } = begin(arrival, at);
  // Words and log follow in the same breath; they see for themselves whether this contact is new.
  const inserting = insertContact(query, contact, arrival.arrivalKey);
  beforeCommit(storeBeside(parts, arrival, events, at));
  if (!(await inserting)) return { contact: await findRepeated(query, arrival), at, repeated: true };
  remember({ contact, events: recorded(actor, contact.id, events, at), clock: undefined, explanation: undefined });
  return { contact, at, repeated: false };
}

/** False when the same key brought a contact before. A new contact's routing rows are open to the transaction. */
async function insertContact(query: Query, contact: Contact, arrivalKey: Uint8Array): Promise<boolean> {
  const inserted = await query(
    "contact-insert",
    `insert into contact as c (id, queue_id, channel_id, channel, arrival_key, language, lane, arrived_at, version, news_version, child_wrote, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (channel_id, arrival_key) do nothing
     returning c.id, set_config('nightlight.locked_contact', c.id::text, true)`,
    [
      contact.id,
      contact.queueId,
      contact.channelId,
      contact.channel,
      Buffer.from(arrivalKey),
      contact.language,
      contact.lane,
      contact.arrivedAt,
      contact.version,
      contact.newsVersion,
      contact.childWrote,
      JSON.stringify(contact.state),
    ],
  );
  return inserted.length === 1;
}

function begin(arrival: Arrival, at: Date): { contact: Contact; events: ContactEvent[] } {
  const { contactId, queueId, channelId, channel, language, lane, message } = arrival;
  const arrived = { type: "contact_arrived", contactId, queueId, channelId, channel, language, lane } as const;
  const queued = arrive(arrived, at);
  if (message === undefined) return { contact: queued, events: [arrived] };
  const posted = { type: "message_posted", messageId: message.id, from: "child" } as const;
  return { contact: evolve(queued, posted, at), events: [arrived, posted] };
}

/** The sender may be known by another id than the first time: the key is what opens the contact. */
async function findRepeated(query: Query, arrival: Arrival): Promise<Contact> {
  const [known] = await query<{ id: string | null }>(
    "contact-of-key",
    "select set_config('nightlight.locked_contact', contact_of_key($1, $2)::text, true) as id",
    [arrival.channelId, Buffer.from(arrival.arrivalKey)],
  );
  const [row] = await query<ContactRow>("contact-find", FIND, [known?.id]);
  return row === undefined ? fail() : contactOf(row);
}

/** Log, key, first message, identity and the child's session, beside the contact that this transaction just stored. */
async function storeBeside(
  { query, actor, sealing }: ContactStoreParts,
  arrival: Arrival,
  events: readonly ContactEvent[],
  at: Date,
): Promise<void> {
  const { contactId, message, childSession, identity } = arrival;
  const { key, wrapped } = sealing.newContactKey(contactId);
  const log = events.map((event, index) => ({ version: index + 1, type: event.type, data: dataOf(event) }));
  await query("arrival-beside", BESIDE, [
    contactId,
    at,
    JSON.stringify(log),
    actor.kind,
    idOf(actor),
    sealing.masterKeyId,
    wrapped,
    message?.id,
    message?.clientKey,
    message && sealMessage(key, message.id, message.text),
    identity && seal(key, identity, `contact_identity:${contactId}`),
    identity && sealing.exactHash(identity),
    identity === undefined ? [] : sealing.searchHashes(identity),
    childSession && Buffer.from(childSession.tokenHash),
    childSession?.lifeHours ?? 0,
  ]);
}

// A repeated arrival stored no contact, so none is open to the transaction and nothing is written.
const BESIDE = `with c as (select $1::uuid as id where locked_contact() = $1::uuid),
  logged as (insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
    select 'contact', c.id, e.version, e.type, e.data, $4, $5::uuid, $2
    from c, jsonb_to_recordset($3) as e(version integer, type text, data jsonb)),
  keyed as (insert into contact_key (contact_id, master_key_id, wrapped_key) select c.id, $6, $7 from c),
  worded as (insert into message (id, contact_id, sequence, author, client_key, sealed, posted_at)
    select $8::uuid, c.id, 2, 'child', $9, $10, $2 from c where $8::uuid is not null),
  identified as (insert into contact_identity (contact_id, sealed, exact_hash, part_hashes)
    select c.id, $11, $12, $13::bigint[] from c where $11::bytea is not null)
  insert into child_session (token_hash, contact_id, expires_at)
    select $14, c.id, $2::timestamptz + make_interval(hours => $15) from c where $14::bytea is not null`;

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
