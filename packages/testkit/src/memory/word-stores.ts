import type { Message, MessageStore, RecordField, RecordStore } from "@nightlight/commands/world";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import type { Definition } from "@nightlight/domain/record/definition";
import { after } from "../clock.ts";
import type { MessageRow, RecordRow, Transaction } from "./tables.ts";
import { isSide, readsWords } from "./visibility.ts";

/** Keystrokes of one person within this time are one version of the history. */
const SAME_SAVING_SECONDS = 30;

/** Messages in memory, for the two sides of a conversation and nobody else. */
export function messageStore(transaction: Transaction): MessageStore {
  const { tables, now } = transaction;
  const ofContact = (contactId: string): MessageRow[] =>
    readsWords(transaction, contactId)
      ? [...tables.messages.values()]
          .filter((row) => row.contactId === contactId)
          .sort((a, b) => a.sequence - b.sequence)
      : [];
  return {
    async insert(message) {
      demandAuthor(transaction, message.contactId, message.from);
      const taken = ofContact(message.contactId).some(
        (row) => row.clientKey === message.clientKey || row.sequence === message.sequence,
      );
      if (taken || tables.messages.has(message.id)) throw new Error("The message is already there");
      tables.messages.set(message.id, { ...message, deliveredAt: undefined, seenAt: undefined });
    },
    async byClientKey(contactId, clientKey) {
      const row = ofContact(contactId).find((each) => each.clientKey === clientKey);
      return row && messageOf(row);
    },
    list: async (contactId) => ofContact(contactId).map(messageOf),
    async receive(contactId, from, upToId, receipt) {
      const rows = ofContact(contactId);
      const upTo = rows.find((row) => row.id === upToId)?.sequence ?? 0;
      const news = rows
        .filter((row) => row.from === from && row.sequence <= upTo)
        .filter((row) => (receipt === "seen" ? row.seenAt : row.deliveredAt) === undefined);
      const at = now();
      for (const row of news) {
        const seenAt = receipt === "seen" ? at : row.seenAt;
        // What was seen was delivered.
        tables.messages.set(row.id, { ...row, seenAt, deliveredAt: row.deliveredAt ?? at });
      }
      return news.length > 0 ? at : undefined;
    },
    async summaries(contactIds) {
      return new Map(
        contactIds.flatMap((contactId) => {
          const rows = ofContact(contactId);
          const last = rows.at(-1);
          if (last === undefined) return [];
          const unseen = rows.filter((row) => row.from === "child" && row.seenAt === undefined).length;
          return [[contactId, { last: messageOf(last), unseen }] as const];
        }),
      );
    },
  };
}

/** Records in memory, for the owner of a contact. */
export function recordStore(transaction: Transaction): RecordStore {
  const { actor, tables, now } = transaction;
  const newest = (contactId: string, field: string): RecordRow | undefined =>
    [...tables.records.values()]
      .filter((row) => row.contactId === contactId && row.field === field)
      .sort((a, b) => b.version - a.version)[0];
  const definitionOf = (contactId: string): Definition => {
    const written = [...tables.records.values()].find((row) => row.contactId === contactId);
    const found = written === undefined ? RECORD_DEFINITIONS.at(-1) : definitionIn(written.definition);
    if (found === undefined) throw new Error("A record is in a form that is not there");
    return found;
  };
  return {
    versionOf: async (contactId) => definitionOf(contactId).version,
    async versionsOf(contactIds) {
      const readable = [...tables.records.values()].filter(
        (row) => contactIds.includes(row.contactId) && actor.kind === "staff" && readsWords(transaction, row.contactId),
      );
      return new Map(readable.map(({ contactId, definition }) => [contactId, definition]));
    },
    definitionOf: async (contactId) => definitionOf(contactId),
    findDefinition: async (version) => definitionIn(version),
    async latest(contactId) {
      if (actor.kind !== "staff" || !readsWords(transaction, contactId)) return {};
      const fields: Record<string, RecordField> = {};
      const written = [...tables.records.values()].filter((row) => row.contactId === contactId);
      for (const field of new Set(written.map((row) => row.field))) {
        const row = newest(contactId, field);
        if (row !== undefined) fields[field] = { value: row.value, version: row.version, savedAt: row.savedAt };
      }
      return fields;
    },
    async save(contactId, field, value, version, definition) {
      if (actor.kind !== "staff" || !isSide(transaction, contactId)) throw new Error("Not the owner's record");
      const before = newest(contactId, field);
      if ((before?.version ?? 0) !== version) return undefined;
      const savedAt = now();
      const row: RecordRow = { contactId, field, version: version + 1, value, definition, savedBy: actor.id, savedAt };
      tables.records.set(recordKey(row), row);
      const isSameSaving = before?.savedBy === actor.id && before.savedAt > after(savedAt, -SAME_SAVING_SECONDS);
      if (before !== undefined && isSameSaving) tables.records.delete(recordKey(before));
      return { value, version: row.version, savedAt };
    },
  };
}

function definitionIn(version: number): Definition | undefined {
  return RECORD_DEFINITIONS.find((each) => each.version === version);
}

function recordKey({ contactId, field, version }: RecordRow): string {
  return `${contactId}/${field}/${String(version)}`;
}

function demandAuthor(transaction: Transaction, contactId: string, from: string): void {
  const side = transaction.actor.kind === "staff" ? "counsellor" : "child";
  if (!isSide(transaction, contactId) || side !== from) throw new Error(`No key for contact ${contactId}`);
}

function messageOf({ id, from, clientKey, text, at, deliveredAt, seenAt }: MessageRow): Message {
  return { id, from, clientKey, text, at, deliveredAt, seenAt };
}
