import type { MoveStore } from "@nightlight/commands/contact/move-store";
import { liveOfferOf, ownerOf } from "@nightlight/domain/contact/contact";
import { LEAVING_ITS_PLACE } from "@nightlight/domain/contact/move";
import { seatOf } from "./floor.ts";
import type { Transaction } from "./tables.ts";
import { hasRole, idOf, seesContact } from "./visibility.ts";

const OVER = ["closed", "abandoned"];

/** Supervisors' moves in memory. */
export function moveStore(transaction: Transaction): MoveStore {
  const { actor, tables } = transaction;
  const isSupervisor = hasRole(actor, "supervisor");
  return {
    async find(id) {
      const found = tables.moves.get(id);
      if (found === undefined || found.by !== idOf(actor)) return undefined;
      const { by: _by, ...kept } = found;
      return kept;
    },
    async add(move) {
      if (transaction.lockedId !== move.contactId || !isSupervisor) throw new Error("A move needs the contact locked");
      if (tables.moves.has(move.id)) return false;
      tables.moves.set(move.id, { ...move, by: idOf(actor) ?? "", isUndone: false });
      return true;
    },
    async markUndone(id) {
      const found = tables.moves.get(id);
      if (found?.by === idOf(actor) && found !== undefined) tables.moves.set(id, { ...found, isUndone: true });
    },
    async candidate(personId) {
      const presence = tables.presences.get(personId);
      if (presence === undefined || !isSupervisor) return undefined;
      const person = tables.people.get(personId);
      const counsels = person?.roles.includes("counsellor") === true && person.suspendedAt === undefined;
      return { seat: seatOf(transaction, personId, presence), counsels };
    },
    async contactsWith(personId) {
      return [...tables.contacts.values()]
        .filter((contact) => seesContact(transaction, contact) && !OVER.includes(contact.state.status))
        .filter((contact) => ownerOf(contact) === personId || liveOfferOf(contact)?.to === personId)
        .map(({ id }) => id)
        .sort();
    },
    async wasPlacedSince(contactId, version) {
      return [...tables.events.values()].some(
        ({ subject, subjectId, version: at, event }) =>
          subject === "contact" &&
          subjectId === contactId &&
          at > version &&
          !LEAVING_ITS_PLACE.some((type) => type === event.type),
      );
    },
  };
}
