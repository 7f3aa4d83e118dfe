import type { Message, MessageStore, Side } from "@nightlight/commands/world";
import type { Query } from "../connection.ts";
import { open, seal } from "../sealing.ts";
import type { ContactKeys } from "./contact-key.ts";

type MessageRow = {
  id: string;
  contact_id: string;
  author: Side;
  client_key: string;
  sealed: Buffer;
  posted_at: Date;
  delivered_at: Date | null;
  seen_at: Date | null;
};

const COLUMNS = "id, contact_id, author, client_key, sealed, posted_at, delivered_at, seen_at";

/** Seals a message under its contact's key, bound to its own row. */
export function sealMessage(key: Buffer, messageId: string, text: string): Buffer {
  return seal(key, text, `message:${messageId}`);
}

/** Messages in PostgreSQL: sealed at rest, opened only for the two sides of the conversation. */
export function messageStore(query: Query, keys: ContactKeys): MessageStore {
  const opened = async (contactId: string, asked: Promise<readonly MessageRow[]>): Promise<Message[]> => {
    const [rows] = await Promise.all([asked, keys.find(contactId)]);
    if (rows.length === 0) return [];
    const key = await keys.get(contactId);
    return rows.map((row) => messageOf(row, key));
  };
  return {
    async insert(message) {
      const key = await keys.get(message.contactId);
      await query(
        "message-insert",
        `insert into message (id, contact_id, sequence, author, author_id, client_key, sealed, posted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          message.id,
          message.contactId,
          message.sequence,
          message.from,
          message.authorId ?? null,
          message.clientKey,
          sealMessage(key, message.id, message.text),
          message.at,
        ],
      );
    },
    async byClientKey(contactId, clientKey) {
      const rows = query<MessageRow>(
        "message-by-client-key",
        `select ${COLUMNS} from message where contact_id = $1 and client_key = $2`,
        [contactId, clientKey],
      );
      return (await opened(contactId, rows))[0];
    },
    async list(contactId) {
      const rows = query<MessageRow>(
        "message-list",
        `select ${COLUMNS} from message where contact_id = $1 order by sequence`,
        [contactId],
      );
      return opened(contactId, rows);
    },
    async receive(contactId, from, upToId, receipt) {
      const [row] = await query<{ at: Date }>(`message-${receipt}`, RECEIVE[receipt], [contactId, from, upToId]);
      return row?.at;
    },
    async summaries(contactIds) {
      const rows = await query<MessageRow & { unseen: number }>("message-summaries", SUMMARIES, [contactIds]);
      const summaries = new Map<string, { last: Message; unseen: number }>();
      for (const row of rows) {
        const key = await keys.find(row.contact_id);
        // Taken from the reader between the two statements: no longer theirs to see.
        if (key === undefined) continue;
        summaries.set(row.contact_id, { last: messageOf(row, key), unseen: row.unseen });
      }
      return summaries;
    },
  };
}

const UP_TO = `contact_id = $1 and author = $2
  and sequence <= (select sequence from message where id = $3 and contact_id = $1)`;

// What was seen was delivered.
const RECEIVE = {
  delivered: `with r as (update message set delivered_at = clock_timestamp() where ${UP_TO} and delivered_at is null
    returning delivered_at) select delivered_at as at from r limit 1`,
  seen: `with r as (update message set seen_at = clock_timestamp(), delivered_at = coalesce(delivered_at, clock_timestamp())
    where ${UP_TO} and seen_at is null returning seen_at) select seen_at as at from r limit 1`,
};

const SUMMARIES = `select distinct on (contact_id) ${COLUMNS},
  (select count(*)::int from message u where u.contact_id = m.contact_id and u.author = 'child' and u.seen_at is null) as unseen
  from message m where contact_id = any($1::uuid[]) order by contact_id, sequence desc`;

function messageOf(row: MessageRow, key: Buffer): Message {
  return {
    id: row.id,
    from: row.author,
    clientKey: row.client_key,
    text: open(key, row.sealed, `message:${row.id}`),
    at: row.posted_at,
    deliveredAt: row.delivered_at ?? undefined,
    seenAt: row.seen_at ?? undefined,
  };
}
