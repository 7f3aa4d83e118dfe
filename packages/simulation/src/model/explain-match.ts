import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { MadeOffer } from "./asked.ts";
import { isOnShift, isScreenThere, takenBy, type Model, type ModelContact } from "./model.ts";

const { windDownMinutes, shownWithinSeconds, skipSeconds, skipAloneSeconds } = STANDARD_POLICY;

/**
 * Whether a pass of the matcher may have made these offers, and makes them in the model. The model does not say who is
 * best: whoever was asked has to be there, free and not passed over while somebody else is; danger goes first; and a pass
 * that had the house to itself leaves nobody waiting beside a free place.
 */
export function explainsMatch(model: Model, offers: readonly MadeOffer[], isQuiet: boolean): boolean {
  const endangered = [...model.contacts.values()].filter((contact) => contact.lane === "immediate" && waits(contact));
  for (const { contactId, offerId, to } of inOrder(model, offers)) {
    const contact = model.contacts.get(contactId);
    if (contact === undefined || !waits(contact) || !mayBeAsked(model, contact, to)) return false;
    const isBeforeDanger = endangered.some((other) => other !== contact && waits(other) && isFree(model, other, to));
    if (isQuiet && contact.lane !== "immediate" && isBeforeDanger) return false;
    contact.status = "offered";
    contact.offer = { id: offerId, to, isShown: false, dueAt: model.now + shownWithinSeconds * 1000 };
    contact.offers.set(offerId, { to, end: undefined });
    contact.version += 1;
  }
  if (!isQuiet) return true;
  const people = [...model.people.keys()];
  return ![...model.contacts.values()].some((each) => waits(each) && people.some((id) => isFree(model, each, id)));
}

/** Danger first: a pass decides in the order of the queue, whatever the order in which it is heard of. */
function inOrder({ contacts }: Model, offers: readonly MadeOffer[]): MadeOffer[] {
  const rank = ({ contactId }: MadeOffer): number => (contacts.get(contactId)?.lane === "immediate" ? 0 : 1);
  return [...offers].sort((one, other) => rank(one) - rank(other));
}

function waits({ status }: ModelContact): boolean {
  return status === "queued" || status === "orphaned";
}

/** There, willing, on shift, with a place. */
function isThere(model: Model, id: string): boolean {
  const person = model.people.get(id);
  if (person?.intent !== "available" || !isScreenThere(person, model.now) || !isOnShift(person, model.now))
    return false;
  return takenBy(model, id) < person.places;
}

/** There, and nothing speaks against it that would yield if nobody else were. */
function isFree(model: Model, contact: ModelContact, id: string): boolean {
  return isThere(model, id) && !isPassedOver(model, contact, id) && !isNearlyOff(model, id);
}

function isPassedOver({ now }: Model, { skips }: ModelContact, id: string): boolean {
  return (skips.get(id) ?? 0) > now;
}

function isNearlyOff({ people, now }: Model, id: string): boolean {
  return now >= (people.get(id)?.shift?.to ?? 0) - windDownMinutes * 60_000;
}

function mayBeAsked(model: Model, contact: ModelContact, id: string): boolean {
  if (!isThere(model, id)) return false;
  if (isFree(model, contact, id)) return true;
  if ([...model.people.keys()].some((other) => isFree(model, contact, other))) return false;
  const isDanger = contact.lane === "immediate";
  if (isNearlyOff(model, id) && !isDanger) return false;
  const restUntil = (contact.skips.get(id) ?? 0) - (skipSeconds - skipAloneSeconds) * 1000;
  return !isPassedOver(model, contact, id) || isDanger || restUntil <= model.now;
}
