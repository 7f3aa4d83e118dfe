import type { Actor, Role } from "@nightlight/domain/access/access";
import { isBarred } from "@nightlight/domain/access/may";
import { ownerOf, type Contact, type ContactId, type CounsellorId } from "@nightlight/domain/contact/contact";
import { isPromised } from "@nightlight/domain/contact/may-call";
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

/** Whether the actor holds one of these roles. */
export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.kind === "staff" && roles.some((role) => actor.roles.includes(role));
}

/** Whether a contact is barred to the actor. */
export function isBarredFrom({ actor, tables }: Transaction, contactId: ContactId): boolean {
  const contact = tables.contacts.get(contactId);
  return contact !== undefined && isBarred(actor, contact);
}

/** Whether the actor has opened a contact with a reason, and its time has not run out. */
export function hasOpened({ actor, tables, now }: Transaction, contactId: ContactId): boolean {
  return [...tables.openings.values()].some(
    (row) => row.contactId === contactId && row.personId === idOf(actor) && row.expiresAt > now(),
  );
}

/**
 * Whether a contact's state appears to the actor. A counsellor sees what they own and what was ever offered to them,
 * whoever supervises sees all; to whoever is barred there is nothing.
 */
export function seesContact(transaction: Transaction, contact: Contact): boolean {
  const { actor, tables, lockedId } = transaction;
  if (contact.id === lockedId) return true;
  if (isBarred(actor, contact)) return false;
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
      const isIn = isInIt(actor, contact) || isHandedTo(transaction, contact);
      const isShown = transaction.previousIds?.includes(contact.id) === true;
      return isIn || isShown || offered || hasRole(actor, "supervisor", "clinical_lead");
    }
  }
}

/** Whether the actor may lock a contact: its owner, whoever it is offered to now or supervises, the other side, the engine. */
export function mayLock(transaction: Transaction, contact: Contact): boolean {
  const { actor, lockedId } = transaction;
  if (contact.id === lockedId) return true;
  switch (actor.kind) {
    case "system":
      return true;
    case "child":
      return contact.id === actor.contactId;
    case "gateway":
      return contact.channelId === actor.channelId;
    case "staff":
      return (
        isInIt(actor, contact) ||
        isHandedTo(transaction, contact) ||
        footprint(contact).offer?.to === actor.id ||
        isPromisedOfPrevious(transaction, contact) ||
        hasRole(actor, "supervisor", "clinical_lead")
      );
  }
}

/** Whether a colleague asks the actor to take this contact. */
function isHandedTo(transaction: Transaction, contact: Contact): boolean {
  const { actor, tables } = transaction;
  const isAsked = [...tables.handovers.values()].some(
    ({ contactId, to, state }) => contactId === contact.id && to === idOf(actor) && state === "asked",
  );
  return isAsked && !isBarredFrom(transaction, contact.id);
}

/** Whether a call was promised to it that somebody may say is needless, or has just said so, beside a contact in hand. */
function isPromisedOfPrevious({ previousIds }: Transaction, contact: Contact): boolean {
  const { state } = contact;
  const isMet = state.status === "abandoned" && state.by === "met";
  return previousIds?.includes(contact.id) === true && (isPromised(contact) || isMet);
}

/** Whether an offer appears to the actor. */
export function seesOffer(transaction: Transaction, offer: OfferRow): boolean {
  const { actor, lockedId } = transaction;
  return (
    actor.kind === "system" ||
    offer.contactId === lockedId ||
    (hasRole(actor, "supervisor") && isOpen(offer) && !isBarredFrom(transaction, offer.contactId)) ||
    (actor.kind === "staff" && offer.counsellorId === actor.id && !isBarredFrom(transaction, offer.contactId))
  );
}

function isOpen({ status }: OfferRow): boolean {
  return status === "pending" || status === "shown";
}

/** Whether presence and lease of a counsellor appear to the actor: to the engine, to themselves, to supervisors. */
export function seesPresence({ actor }: Transaction, counsellorId: CounsellorId): boolean {
  return holdsPresence({ actor }, counsellorId) || hasRole(actor, "supervisor");
}

/** Whether a counsellor's lease is the actor's to hold: the engine's and their own. */
export function holdsPresence({ actor }: Pick<Transaction, "actor">, counsellorId: CounsellorId): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.id === counsellorId);
}

/** Whether a contact's words appear to the actor: to its two sides, whoever opened it, whoever holds a later one of its identity. */
export function readsWords(transaction: Transaction, contactId: ContactId): boolean {
  if (isSide(transaction, contactId) || transaction.previousIds?.includes(contactId) === true) return true;
  const { actor } = transaction;
  const mayOpen = hasRole(actor, "supervisor", "clinical_lead") && !isBarredFrom(transaction, contactId);
  return mayOpen && hasOpened(transaction, contactId);
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
      return isInIt(actor, contact) && !isBarred(actor, contact);
  }
}

/** Whether somebody owns a contact, or is in its conversation beside the owner. */
function isInIt({ id }: Extract<Actor, { kind: "staff" }>, contact: Contact): boolean {
  const { state } = contact;
  return ownerOf(contact) === id || (state.status === "active" && state.guest?.id === id);
}
