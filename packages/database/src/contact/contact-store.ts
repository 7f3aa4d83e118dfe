import type { RecordedEvent } from "@nightlight/commands/events";
import type { Arrival, ContactStore, Locked } from "@nightlight/commands/world";
import { plainIdentity } from "@nightlight/domain/access/opening";
import { arrive, evolve } from "@nightlight/domain/contact/evolve";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { Explanation } from "@nightlight/domain/routing/explanation";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { idOf, type BeforeCommit, type DatabaseActor, type Query } from "../connection.ts";
import { dataOf } from "../event/event-row.ts";
import { sealMessage } from "../message/message-store.ts";
import { identityHashes } from "../search/save-entry.ts";
import { seal, type Sealing } from "../sealing.ts";
import { appendEvents, type Appended } from "./append.ts";
import { Parts } from "./parts.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "./contact-row.ts";

export type ContactStoreParts = {
  readonly query: Query;
  readonly beforeCommit: BeforeCommit;
  readonly actor: DatabaseActor;
  readonly sealing: Sealing;
  readonly policy: RoutingPolicy;
  /** Remembers what was written, to be announced after the commit. */
  readonly remember: (written: Appended & { readonly explanation: Explanation | undefined }) => void;
};

const FIND = `select ${CONTACT_COLUMNS} from contact c where c.id = $1`;

/** Contacts in PostgreSQL. Reads go through row-level security as the actor. */
export function contactStore(parts: ContactStoreParts): ContactStore {
  const { query, beforeCommit, actor, remember } = parts;
  /** What is not there takes as long as what is not theirs; what is theirs waits for nothing. */
  const takeAsLong = async (id: string): Promise<undefined> => {
    if (actor.kind === "staff") await query("contact-even", "select even_the_look_up($1)", [id]);
  };
  return {
    arrive: (arrival) => storeArrival(parts, arrival),
    arrivedBefore: (arrival) => findRepeated(query, arrival),
    async find(id) {
      const [row] = await query<ContactRow>("contact-find", FIND, [id]);
      return row === undefined ? takeAsLong(id) : contactOf(row);
    },
    async lock(id) {
      const [row] = await query<LockedRow>("contact-lock", lockStatement("$1"), [id]);
      return row === undefined ? takeAsLong(id) : { contact: contactOf(row), at: row.now };
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
        `select ${CONTACT_COLUMNS} from contact c where c.id = any (array(select contacts_on_desk($1, $2)))
         order by c.arrived_at`,
        [counsellorId, parts.policy.undoSeconds],
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
    async visitedBy(counsellorId) {
      const rows = await query<{ id: string }>(
        "contact-visited-by",
        "select id from contact where id = any (array(select contacts_visited($1))) order by id",
        [counsellorId],
      );
      return rows.map(({ id }) => id);
    },
    async forsaken() {
      return query<{ contactId: string; guest: string }>("contact-forsaken", FORSAKEN, []);
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

const FORSAKEN = `select c.id as "contactId", c.state #>> '{guest,id}' as guest from contact c
  where c.status not in ('closed', 'abandoned') and c.state -> 'guest' is not null and not exists (select from lease l
    where l.counsellor_id = (c.state #>> '{guest,id}')::uuid and l.lost_at is null and l.alive_until > clock_timestamp())`;

type LockedRow = ContactRow & { now: Date };

/**
 * Locks one contact. The outer select runs after the lock is held: its clock is read late enough, and it opens this one
 * contact's routing rows to the transaction.
 */
function lockStatement(id: string): string {
  return `with c as materialized (select * from contact where id = ${id} for update)
    select ${CONTACT_COLUMNS}, clock_timestamp() as now, set_config('nightlight.locked_contact', c.id::text, true) from c`;
}

/**
 * Stores an arrival. Contact, words and log go out together, and the commit right behind them: the database sees for
 * itself whether the contact is new, and tells its time with the answer.
 */
async function storeArrival(parts: ContactStoreParts, arrival: Arrival): Promise<Locked | undefined> {
  const { query, beforeCommit, actor, remember } = parts;
  const storing = insertContact(query, arrival).then((at) => {
    if (at === undefined) return undefined;
    const { contact, events } = begin(arrival, at);
    remember({ contact, events: recorded(actor, contact.id, events, at), clock: undefined, explanation: undefined });
    return { contact, at };
  });
  beforeCommit(storing);
  beforeCommit(storeBeside(parts, arrival));
  return storing;
}

/** Gives the time of arrival; undefined when the same key brought a contact before. A new contact's routing rows are open to the transaction. */
async function insertContact(query: Query, arrival: Arrival): Promise<Date | undefined> {
  const { contact } = begin(arrival, UNKNOWN_TIME);
  const [inserted] = await query<{ arrived_at: Date }>(
    "contact-insert",
    `insert into contact as c (id, queue_id, wanted_skill, channel_id, channel, arrival_key, language, lane, arrived_at, version, news_version, child_wrote, state)
     select $1, $2, $13, $3, $4, $5, $6, $7, least($12::timestamptz, clock.now), $8, $9, $10,
       jsonb_set($11, '{since}', to_jsonb(to_char(clock.now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
     from (select date_trunc('milliseconds', clock_timestamp()) as now) clock on conflict (channel_id, arrival_key) do nothing
     returning (c.state ->> 'since')::timestamptz as arrived_at, set_config('nightlight.locked_contact', c.id::text, true)`,
    [
      contact.id,
      contact.queueId,
      contact.channelId,
      contact.channel,
      Buffer.from(arrival.arrivalKey),
      contact.language,
      contact.lane,
      contact.version,
      contact.newsVersion,
      contact.childWrote,
      JSON.stringify(contact.state),
      arrival.firstArrivedAt ?? null,
      contact.wantedSkill ?? null,
    ],
  );
  return inserted?.arrived_at;
}

/** Stands where the database puts its own time. */
const UNKNOWN_TIME = new Date(0);

function begin(arrival: Arrival, at: Date): { contact: Contact; events: ContactEvent[] } {
  const { contactId, queueId, wantedSkill, channelId, channel, language, lane, message } = arrival;
  const first = arrival.firstArrivedAt === undefined ? {} : { firstArrivedAt: arrival.firstArrivedAt };
  const arrived = {
    type: "contact_arrived",
    contactId,
    queueId,
    channelId,
    channel,
    language,
    lane,
    ...first,
    ...(wantedSkill === undefined ? {} : { wantedSkill }),
  } as const;
  const queued = arrive(arrived, at);
  if (message === undefined) return { contact: queued, events: [arrived] };
  const posted = { type: "message_posted", messageId: message.id, from: "child" } as const;
  return { contact: evolve(queued, posted, at), events: [arrived, posted] };
}

/** The sender may be known by another id than the first time: the key is what opens the contact. */
async function findRepeated(query: Query, arrival: Pick<Arrival, "channelId" | "arrivalKey">): Promise<Contact> {
  const [known] = await query<{ id: string | null }>(
    "contact-of-key",
    "select set_config('nightlight.locked_contact', contact_of_key($1, $2)::text, true) as id",
    [arrival.channelId, Buffer.from(arrival.arrivalKey)],
  );
  const [row] = await query<ContactRow>("contact-find", FIND, [known?.id]);
  return row === undefined ? fail() : contactOf(row);
}

/** Log, key, first message, identity and the child's session, beside the contact that this transaction just stored. */
async function storeBeside({ query, actor, sealing }: ContactStoreParts, arrival: Arrival): Promise<void> {
  const { contactId, message, childSession, identity } = arrival;
  const { events } = begin(arrival, UNKNOWN_TIME);
  const { key, wrapped } = sealing.newContactKey(contactId);
  const log = events.map((event, index) => ({ version: index + 1, type: event.type, data: dataOf(event) }));
  const parts = new Parts();
  // A repeated arrival stored no contact, so none is open to the transaction and nothing is written.
  parts.add(
    "c",
    `c as (select id, (state ->> 'since')::timestamptz as arrived_at from contact where id = ${parts.value(contactId, "uuid")} and id = locked_contact())`,
  );
  parts.add(
    "e",
    `logged as (insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
    select 'contact', c.id, e.version, e.type, e.data, ${parts.value(actor.kind, "text")},
      ${parts.value(idOf(actor), "uuid")}, c.arrived_at
    from c, jsonb_to_recordset(${parts.value(JSON.stringify(log), "jsonb")}) as e(version integer, type text, data jsonb))`,
  );
  if (message !== undefined) {
    parts.add(
      "m",
      `worded as (insert into message (id, contact_id, sequence, author, client_key, sealed, posted_at)
      select ${parts.value(message.id, "uuid")}, c.id, 2, 'child', ${parts.value(message.clientKey, "text")},
        ${parts.value(sealMessage(key, message.id, message.text), "bytea")}, c.arrived_at from c)`,
    );
  }
  if (identity !== undefined) {
    const { field, hashes } = identityHashes(sealing, identity);
    parts.add(
      "i",
      `identified as (insert into contact_identity (contact_id, sealed, exact_hash)
      select c.id, ${parts.value(seal(key, identity, `contact_identity:${contactId}`), "bytea")},
        ${parts.value(sealing.exactHash(plainIdentity(identity)), "bytea")} from c),
      findable as (insert into search_entry (contact_id, field, kind, hashes, at)
      select c.id, ${parts.value(field, "text")}, 'phone', h.hashes, c.arrived_at
      from c, (select ${parts.value(hashes, "bigint[]")} as hashes) h where h.hashes <> '{}')`,
    );
  }
  if (childSession !== undefined) {
    parts.add(
      "s",
      `opened as (insert into child_session (token_hash, contact_id, expires_at)
      select ${parts.value(Buffer.from(childSession.tokenHash), "bytea")}, c.id,
        c.arrived_at + make_interval(hours => ${parts.value(childSession.lifeHours, "integer")}) from c)`,
    );
  }
  const text = `with ${parts.ctes.join(",\n")}
    insert into contact_key (contact_id, master_key_id, wrapped_key)
    select c.id, ${parts.value(sealing.masterKeyId, "text")}, ${parts.value(wrapped, "bytea")} from c`;
  await query(`arrival-beside-${parts.shape}`, text, parts.values);
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
