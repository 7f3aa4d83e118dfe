import type { LocationStore } from "@nightlight/commands/location/location-store";
import type { Transaction } from "./tables.ts";
import { idOf, isSide, readsWords } from "./visibility.ts";

/** Requests to the police, in memory. */
export function locationStore(transaction: Transaction): LocationStore {
  const { actor, tables, now } = transaction;
  const demandOwn = (contactId: string): void => {
    if (transaction.lockedId !== contactId || !isSide(transaction, contactId)) throw new Error("Not their contact");
  };
  const ofContact = (contactId: string) =>
    readsWords(transaction, contactId)
      ? [...tables.locationRequests.values()].filter((request) => request.contactId === contactId).reverse()
      : [];
  return {
    async add({ clientKey, ...request }) {
      demandOwn(request.contactId);
      if (ofContact(request.contactId).some((each) => each.clientKey === clientKey)) return;
      const kept = { ...request, clientKey, by: idOf(actor) ?? "", at: now(), answer: undefined };
      tables.locationRequests.set(request.id, kept);
    },
    async byClientKey(contactId, key) {
      const found = ofContact(contactId).find(({ clientKey }) => clientKey === key);
      return found && withoutKey(found);
    },
    ofContact: async (contactId) => ofContact(contactId).map(withoutKey),
    async answer(contactId, { id, outcome, words }) {
      demandOwn(contactId);
      const request = ofContact(contactId).find((each) => each.id === id);
      if (request === undefined || request.answer !== undefined) return false;
      const answer = { outcome, words, by: idOf(actor) ?? "", at: now() };
      tables.locationRequests.set(id, { ...request, answer });
      return true;
    },
  };
}

function withoutKey<Kept extends { readonly clientKey: string }>({ clientKey: _key, ...request }: Kept) {
  return request;
}
