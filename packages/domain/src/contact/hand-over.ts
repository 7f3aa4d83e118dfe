import { liveOfferOf, type Contact, type CounsellorId } from "./contact.ts";
import { moveFailed } from "./decide-move.ts";
import { dismissGuest, endTransfer } from "./decide-transfer.ts";
import type { ContactEvent } from "./events.ts";

/**
 * What becomes of a contact whose counsellor leaves for good: an offer is taken back, a conversation waits for somebody
 * else, as old as it is, and a record that is being finished goes to the colleague. Nothing when it is not theirs. An
 * ending within its undo seconds finishes by itself.
 */
export function handOver(contact: Contact, from: CounsellorId, to: CounsellorId | undefined): ContactEvent[] {
  const { state } = contact;
  const offer = liveOfferOf(contact);
  if (offer?.to === from) {
    return [{ type: "offer_rescinded", offerId: offer.id, to: from }, ...moveFailed(contact, "rescinded")];
  }
  if (state.status === "active" && state.guest?.id === from) return dismissGuest(contact);
  if (state.status === "active" && state.owner === from) {
    return [...endTransfer(contact), { type: "owner_removed", owner: from }];
  }
  if (state.status === "wrap_up" && state.owner === from && to !== undefined) {
    return [{ type: "record_handed_over", from, to }];
  }
  return [];
}
