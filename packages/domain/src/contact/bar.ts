import type { Contact, CounsellorId } from "./contact.ts";
import type { ContactEvent } from "./events.ts";

/**
 * What barring a person or an office does; `people` are all whom it concerns. An offer to one of them is taken back
 * first, and a conversation with one of them waits for somebody else. Nothing when they are barred already.
 */
export function barFrom(contact: Contact, barredId: string, people: readonly CounsellorId[]): ContactEvent[] {
  if (contact.barred.includes(barredId)) return [];
  const { state } = contact;
  const known = knownCounsellor(contact);
  const leaves = known !== undefined && people.includes(known) ? known : null;
  const barred: ContactEvent = { type: "access_barred", barredId, leaves };
  if (state.status !== "offered" || !people.includes(state.offer.to)) return [barred];
  return [{ type: "offer_rescinded", offerId: state.offer.id, to: state.offer.to }, barred];
}

/** Who owns the contact, or owned it before it was orphaned. */
function knownCounsellor({ state }: Contact): CounsellorId | undefined {
  if ("owner" in state) return state.owner;
  if (state.status === "orphaned") return state.previousOwner;
  return state.status === "offered" ? state.offer.previousOwner : undefined;
}
