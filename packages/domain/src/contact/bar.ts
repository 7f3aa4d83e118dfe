import { liveOfferOf, moveOf, type Contact, type CounsellorId } from "./contact.ts";
import { moveFailed } from "./decide-move.ts";
import { dismissGuest, endTransfer } from "./decide-transfer.ts";
import type { ContactEvent } from "./events.ts";

/**
 * What barring a person or an office does; `people` are all whom it concerns. An offer to one of them is taken back
 * first, and a conversation with one of them waits for somebody else. Nothing when they are barred already.
 */
export function barFrom(contact: Contact, barredId: string, people: readonly CounsellorId[]): ContactEvent[] {
  if (contact.barred.includes(barredId)) return [];
  const known = knownCounsellor(contact);
  const leaves = known !== undefined && people.includes(known) ? known : null;
  const barred: ContactEvent = { type: "access_barred", barredId, leaves };
  const offer = liveOfferOf(contact);
  if (offer === undefined || !people.includes(offer.to)) {
    return [
      ...(leaves === null ? guestOff(contact, people) : endTransfer(contact)),
      ...moveOff(contact, people),
      barred,
    ];
  }
  return [{ type: "offer_rescinded", offerId: offer.id, to: offer.to }, ...moveFailed(contact, "barred"), barred];
}

/** A colleague beside the owner goes when they are one of them. */
function guestOff(contact: Contact, people: readonly CounsellorId[]): ContactEvent[] {
  const { state } = contact;
  const isMeant = state.status === "active" && state.guest !== undefined && people.includes(state.guest.id);
  return isMeant ? dismissGuest(contact) : [];
}

/** A record that was on its way to one of them stays where it is. */
function moveOff(contact: Contact, people: readonly CounsellorId[]): ContactEvent[] {
  const to = moveOf(contact)?.to ?? undefined;
  const isMeant = contact.state.status === "wrap_up" && to !== undefined && people.includes(to);
  return isMeant ? moveFailed(contact, "barred") : [];
}

/** Who owns the contact, or owned it before it was orphaned. */
function knownCounsellor({ state }: Contact): CounsellorId | undefined {
  if ("owner" in state) return state.owner;
  if (state.status === "orphaned") return state.previousOwner;
  return state.status === "offered" ? state.offer.previousOwner : undefined;
}
