import type { Actor } from "@nightlight/domain/access/access";
import { ownerOf, type Contact, type ContactId, type CounsellorId } from "@nightlight/domain/contact/contact";
import { footprint } from "@nightlight/domain/contact/footprint";
import type { OfferRow } from "@nightlight/commands/world";
import type { Transaction } from "./tables.ts";

/** Who an actor is in the rows; undefined for the system. */
export function idOf(actor: Actor): string | undefined {
  switch (actor.kind) {
    case "staff":
      return actor.id;
    case "child":
      return actor.contactId;
    case "gateway":
      return actor.channelId;
    case "system":
      return undefined;
  }
}

/** Whether a contact's state appears to the actor. A counsellor sees what they own and what was ever offered to them. */
export function seesContact({ actor, tables, lockedId }: Transaction, contact: Contact): boolean {
  if (contact.id === lockedId) return true;
  switch (actor.kind) {
    case "system":
      return true;
    case "child":
      return contact.id === actor.contactId;
    case "gateway":
      return contact.channelId === actor.channelId;
    case "staff": {
      const offered = [...tables.offers.values()].some(
        (offer) => offer.contactId === contact.id && offer.counsellorId === actor.id,
      );
      return ownerOf(contact) === actor.id || offered;
    }
  }
}

/** Whether the actor may lock a contact: its owner, whoever it is offered to now, the other side, the engine. */
export function mayLock({ actor }: Transaction, contact: Contact): boolean {
  switch (actor.kind) {
    case "system":
      return true;
    case "child":
      return contact.id === actor.contactId;
    case "gateway":
      return contact.channelId === actor.channelId;
    case "staff":
      return ownerOf(contact) === actor.id || footprint(contact).offer?.to === actor.id;
  }
}

/** Whether an offer appears to the actor. */
export function seesOffer({ actor, lockedId }: Transaction, offer: OfferRow): boolean {
  return (
    actor.kind === "system" ||
    offer.contactId === lockedId ||
    (actor.kind === "staff" && offer.counsellorId === actor.id)
  );
}

/** Whether presence and lease of a counsellor appear to the actor: to the engine and to themselves. */
export function seesPresence({ actor }: Transaction, counsellorId: CounsellorId): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.id === counsellorId);
}

/** Whether the actor is one of the two sides of a conversation. The engine is not. */
export function isSide({ actor, tables }: Transaction, contactId: ContactId): boolean {
  const contact = tables.contacts.get(contactId);
  if (contact === undefined) return false;
  switch (actor.kind) {
    case "system":
      return false;
    case "child":
      return actor.contactId === contactId;
    case "gateway":
      return actor.channelId === contact.channelId;
    case "staff":
      return ownerOf(contact) === actor.id;
  }
}
