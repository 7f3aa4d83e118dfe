import type { HandRecord, HandStore } from "@nightlight/commands/contact/by-hand-store";
import type { RiskStore } from "@nightlight/commands/contact/risk-store";
import type { Locked } from "@nightlight/commands/world";
import { arrive } from "@nightlight/domain/contact/evolve";
import { recordedContactEvents } from "./append.ts";
import { record, type Transaction } from "./tables.ts";
import { hasRole, idOf, isBarredFrom, isSide, readsWords } from "./visibility.ts";

/** Changes of levels by people, in memory. */
export function riskStore(transaction: Transaction): RiskStore {
  const { actor, tables, now } = transaction;
  const sees = (contactId: string): boolean =>
    isSide(transaction, contactId) ||
    (hasRole(actor, "supervisor", "clinical_lead") && !isBarredFrom(transaction, contactId));
  const visible = () => [...tables.riskChanges.values()].filter(({ contactId }) => sees(contactId));
  return {
    async add(change) {
      const { contactId } = change;
      if (transaction.lockedId !== contactId || !isSide(transaction, contactId)) throw new Error("Not their contact");
      if (change.kind !== "raised" && change.reason === undefined) throw new Error("Lowering needs a reason");
      tables.riskChanges.set(change.id, { ...change, by: idOf(actor) ?? "", at: now(), decision: undefined });
    },
    find: async (id) => visible().find((change) => change.id === id),
    ofContact: async (id) =>
      visible()
        .filter(({ contactId }) => contactId === id)
        .reverse(),
    async toDecide(limit) {
      return visible()
        .filter(({ id, contactId }) => tables.contacts.get(contactId)?.risk.asked?.changeId === id)
        .slice(0, limit);
    },
    async decide(id, approves) {
      const change = visible().find((each) => each.id === id);
      const by = idOf(actor) ?? "";
      if (change?.kind !== "asked" || change.decision !== undefined || change.by === by) return false;
      if (transaction.lockedId !== change.contactId) throw new Error("An answer needs the contact locked");
      if (!hasRole(actor, "supervisor", "clinical_lead")) return false;
      tables.riskChanges.set(id, { ...change, decision: { by, at: now(), approves } });
      return true;
    },
  };
}

const CHANNEL_ID = "00000000-0000-7000-8000-000000000001";

/** Contacts recorded by hand, in memory. */
export function handStore(transaction: Transaction): HandStore {
  const { actor, tables, now } = transaction;
  const keyed = (key: Uint8Array): string => `${CHANNEL_ID}/${Buffer.from(key).toString("hex")}`;
  return {
    record: async (written) => storeRecord(transaction, keyed(written.arrivalKey), written),
    async recordedBefore(key) {
      const contactId = tables.arrivalKeys.get(keyed(key));
      return contactId !== undefined && isSide(transaction, contactId) ? tables.contacts.get(contactId) : undefined;
    },
    find: async (contactId) => (readsWords(transaction, contactId) ? tables.handDetails.get(contactId) : undefined),
    changes: async (contactId) =>
      readsWords(transaction, contactId) ? (tables.handChanges.get(contactId) ?? []).toReversed() : [],
    async correct({ contact, before, details, version }) {
      if (transaction.lockedId !== contact.id || !isSide(transaction, contact.id)) throw new Error("Not their contact");
      const kept = { version, receivedAt: contact.receivedAt, details: before, by: idOf(actor) ?? "", at: now() };
      tables.handChanges.set(contact.id, [...(tables.handChanges.get(contact.id) ?? []), kept]);
      tables.handDetails.set(contact.id, details);
    },
  };
}

function storeRecord(transaction: Transaction, key: string, written: HandRecord): Locked | undefined {
  const { actor, tables, now } = transaction;
  if (actor.kind !== "staff" || !hasRole(actor, "counsellor")) throw new Error("Only counsellors record by hand");
  if (tables.arrivalKeys.has(key)) return undefined;
  const at = now();
  const { contactId, queueId, channel, language, lane, receivedAt } = written;
  const known = { contactId, queueId, channelId: CHANNEL_ID, channel, language, lane, receivedAt };
  const begun = { type: "contact_recorded", ...known, by: actor.id } as const;
  const contact = arrive(begun, at);
  tables.contacts.set(contactId, contact);
  tables.arrivalKeys.set(key, contactId);
  tables.handDetails.set(contactId, written.details);
  transaction.lockedId = contactId;
  record(transaction, recordedContactEvents(transaction, { id: contactId, version: 0 }, [begun], at));
  transaction.written.contacts.set(contactId, contact);
  return { contact, at };
}
