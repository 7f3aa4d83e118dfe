import { plainIdentity } from "@nightlight/domain/access/opening";
import { IDENTITY_FIELD, searchKindOf } from "@nightlight/domain/search/searchable";
import { tokensOf, type SearchKind } from "@nightlight/domain/search/tokens";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import { ownerOf } from "@nightlight/domain/contact/contact";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import type { Client } from "pg";
import { dataOf } from "../../event/event-row.ts";
import { sealMessage } from "../../message/message-store.ts";
import { seal, type Sealing } from "../../sealing.ts";
import type { Logged, PastContact } from "./past-contact.ts";

const BATCH = 1_000;
const PHONE: SearchKind = "phone";

/** The form of the record that the demo is written in. */
const DEFINITION = 2;

/** Writes told contacts as the product would have: sealed, versioned, findable, each with its own key. */
export async function writeContacts(client: Client, sealing: Sealing, contacts: readonly PastContact[]): Promise<void> {
  const tokens = tokenHasher(sealing);
  for (let from = 0; from < contacts.length; from += BATCH) {
    await writeBatch(client, sealing, tokens, contacts.slice(from, from + BATCH));
  }
}

type TokenHasher = (kind: SearchKind, text: string) => string[];

async function writeBatch(
  client: Client,
  sealing: Sealing,
  tokens: TokenHasher,
  batch: readonly PastContact[],
): Promise<void> {
  const keyed = batch.map((past) => ({ ...past, ...sealing.newContactKey(past.contact.id) }));
  await client.query(CONTACTS, [
    JSON.stringify(
      batch.map(({ contact }) => ({
        id: contact.id,
        queue_id: contact.queueId,
        channel_id: contact.channelId,
        channel: contact.channel,
        language: contact.language,
        lane: contact.lane,
        arrived_at: contact.arrivedAt,
        version: contact.version,
        news_version: contact.newsVersion,
        child_wrote: contact.childWrote,
        record_begun: contact.recordBegun,
        skips: contact.skips,
        failed_offers: contact.failedOffers,
        risk: contact.risk,
        state: contact.state,
      })),
    ),
  ]);
  await client.query(
    "insert into contact_key (contact_id, master_key_id, wrapped_key) select id, $3, wrapped from unnest($1::uuid[], $2::bytea[]) as k(id, wrapped)",
    [keyed.map(({ contact }) => contact.id), keyed.map(({ wrapped }) => wrapped), sealing.masterKeyId],
  );
  await writeOffers(client, batch);
  await writeWords(client, keyed);
  await writeFindable(client, sealing, tokens, keyed);
}

async function writeOffers(client: Client, batch: readonly PastContact[]): Promise<void> {
  const offers = batch.flatMap(({ contact, offers: own }) =>
    own.map((offer) => ({
      id: offer.id,
      contact_id: contact.id,
      counsellor_id: offer.to,
      status: offer.status,
      made_at: offer.madeAt,
      shown_at: offer.shownAt,
      expires_at: offer.expiresAt,
      ended_at: offer.endedAt,
      decline_reason: offer.reason,
      explanation: {
        ...{ lane: "normal", waitedSeconds: offer.waitedSeconds, idleSeconds: 300 },
        ...{ knewTheContact: false, failedOffers: 0, others: [] },
      },
    })),
  );
  await client.query(OFFERS, [JSON.stringify(offers)]);
}

type Keyed = PastContact & { readonly key: Buffer };

async function writeWords(client: Client, batch: readonly Keyed[]): Promise<void> {
  const messages = batch.flatMap(({ contact, key, messages: own }) =>
    own.map((message) => ({ ...message, contactId: contact.id, sealed: sealMessage(key, message.id, message.text) })),
  );
  await client.query(MESSAGES, [
    messages.map(({ id }) => id),
    messages.map(({ contactId }) => contactId),
    messages.map(({ sequence }) => sequence),
    messages.map(({ from }) => from),
    messages.map(({ by }) => by),
    messages.map(({ sealed }) => sealed),
    messages.map(({ at }) => at),
  ]);
  const fields = batch.flatMap((past) =>
    past.fields.map(({ path, value, at }) => ({
      contactId: past.contact.id,
      ...{ path, at, by: writerOf(past) },
      sealed: seal(past.key, value, `record_field:${past.contact.id}:${path}:1`),
    })),
  );
  await client.query(FIELDS, [
    fields.map(({ contactId }) => contactId),
    fields.map(({ path }) => path),
    fields.map(({ sealed }) => sealed),
    fields.map(({ by }) => by),
    fields.map(({ at }) => at),
    DEFINITION,
  ]);
}

async function writeFindable(
  client: Client,
  sealing: Sealing,
  tokens: TokenHasher,
  batch: readonly Keyed[],
): Promise<void> {
  const known = batch.flatMap(({ contact, key, identity }) =>
    identity === undefined
      ? []
      : [
          {
            ...{ id: contact.id, at: contact.arrivedAt, identity },
            sealed: seal(key, identity, `contact_identity:${contact.id}`),
            exact: sealing.exactHash(plainIdentity(identity)),
          },
        ],
  );
  await client.query(
    "insert into contact_identity (contact_id, sealed, exact_hash) select * from unnest($1::uuid[], $2::bytea[], $3::bytea[])",
    [known.map(({ id }) => id), known.map(({ sealed }) => sealed), known.map(({ exact }) => exact)],
  );
  const entries = [
    ...known.map(({ id, at, identity }) => ({
      ...{ id, at, field: IDENTITY_FIELD, kind: PHONE, owner: null, hashes: tokens("phone", identity) },
    })),
    ...batch.flatMap((past) =>
      past.fields.flatMap(({ path, value }) => {
        const kind = searchKindOf(path);
        const hashes = kind === undefined ? [] : tokens(kind, value);
        const { id, arrivedAt: at } = past.contact;
        return kind === undefined || hashes.length === 0
          ? []
          : [{ id, at, field: path, kind, owner: writerOf(past), hashes }];
      }),
    ),
  ];
  await client.query(ENTRIES, [
    entries.map(({ id }) => id),
    entries.map(({ field }) => field),
    entries.map(({ kind }) => kind),
    entries.map(({ hashes }) => `{${hashes.join(",")}}`),
    entries.map(({ owner }) => owner),
    entries.map(({ at }) => at),
  ]);
}

/** Puts events of contacts and escalations into the log, in the order of their times. */
export async function writeLog(
  client: Client,
  subject: "contact" | "escalation",
  log: readonly Logged<ContactEvent | EscalationEvent>[],
): Promise<void> {
  for (let from = 0; from < log.length; from += 10 * BATCH) {
    const batch = log.slice(from, from + 10 * BATCH);
    await client.query(EVENTS, [
      subject,
      batch.map(({ subjectId }) => subjectId),
      batch.map(({ version }) => version),
      batch.map(({ event }) => event.type),
      batch.map(({ event }) => JSON.stringify(dataOf(event))),
      batch.map(({ actor }) => actor.kind),
      batch.map(({ actor }) => actor.id),
      batch.map(({ at }) => at),
    ]);
  }
}

/** A language has few syllables: each is hashed once. */
function tokenHasher(sealing: Sealing): TokenHasher {
  const known = new Map<string, string>();
  return (kind, text) =>
    tokensOf(kind, text).map((token) => {
      const before = known.get(token);
      if (before !== undefined) return before;
      const [hash = ""] = sealing.searchHashes([token]);
      known.set(token, hash);
      return hash;
    });
}

function writerOf({ contact }: PastContact): string {
  const owner = ownerOf(contact);
  if (owner === undefined) throw new Error("Nobody wrote this record");
  return owner;
}

const CONTACTS = `insert into contact (id, queue_id, channel_id, channel, arrival_key, language, lane, arrived_at, version,
    news_version, child_wrote, record_begun, skips, failed_offers, risk, state)
  select id, queue_id, channel_id, channel, uuid_send(id), language, lane, arrived_at, version, news_version, child_wrote,
    record_begun, skips, failed_offers, nullif(risk, '{}'), state
  from jsonb_to_recordset($1::jsonb) as c(id uuid, queue_id text, channel_id uuid, channel text, language text, lane text,
    arrived_at timestamptz, version integer, news_version integer, child_wrote boolean, record_begun boolean, skips jsonb,
    failed_offers integer, risk jsonb, state jsonb)`;

const OFFERS = `insert into offer (id, contact_id, counsellor_id, status, made_at, shown_at, expires_at, ended_at, decline_reason, explanation)
  select * from jsonb_to_recordset($1::jsonb) as o(id uuid, contact_id uuid, counsellor_id uuid, status text,
    made_at timestamptz, shown_at timestamptz, expires_at timestamptz, ended_at timestamptz, decline_reason text, explanation jsonb)`;

const MESSAGES = `insert into message (id, contact_id, sequence, author, author_id, client_key, sealed, posted_at, delivered_at, seen_at)
  select id, contact_id, sequence, author, author_id, id::text, sealed, at, at + interval '1 second', at + interval '4 seconds'
  from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::uuid[], $6::bytea[], $7::timestamptz[])
    as m(id, contact_id, sequence, author, author_id, sealed, at)`;

const FIELDS = `insert into record_field (contact_id, field, version, sealed, saved_by, saved_at, definition)
  select contact_id, field, 1, sealed, saved_by, at, $6
  from unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[], $5::timestamptz[]) as f(contact_id, field, sealed, saved_by, at)`;

const ENTRIES = `insert into search_entry (contact_id, field, kind, hashes, owner_id, at)
  select contact_id, field, kind, hashes::bigint[], owner_id, at
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[])
    as e(contact_id, field, kind, hashes, owner_id, at)`;

const EVENTS = `insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
  select $1, subject_id, version, type, data::jsonb, actor_kind, actor_id, at
  from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[])
    as e(subject_id, version, type, data, actor_kind, actor_id, at)`;
