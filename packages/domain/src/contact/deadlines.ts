import { addSeconds } from "date-fns/addSeconds";
import { offerLifeSeconds, ROUTING_POLICY } from "../routing/policy.ts";
import { CHANNELS } from "./channel.ts";
import type { Contact, LiveOffer } from "./contact.ts";

/** When an unanswered offer has to be looked at again: first for "shown", then for its end. */
export function offerDueAt(offer: LiveOffer): Date {
  return offer.shownAt === undefined ? addSeconds(offer.madeAt, ROUTING_POLICY.shownWithinSeconds) : offer.expiresAt;
}

/** When a contact whose owner was lost starts to look for somebody else. */
export function orphanDueAt(contact: Contact, ownerLostAt: Date): Date {
  return addSeconds(ownerLostAt, ROUTING_POLICY.orphanAfterSeconds[CHANNELS[contact.channel].slot]);
}

/** When an offer of a contact ends that is made, or shown, now. */
export function offerEndsAt(contact: Contact, from: Date): Date {
  return addSeconds(from, offerLifeSeconds(contact.lane, CHANNELS[contact.channel].slot));
}

/** Until when whoever was asked in vain is passed over. */
export function skipUntil(now: Date): Date {
  return addSeconds(now, ROUTING_POLICY.skipSeconds);
}

/** Until when an act can be undone. */
export function undoUntil(now: Date): Date {
  return addSeconds(now, ROUTING_POLICY.undoSeconds);
}
