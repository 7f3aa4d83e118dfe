import { addSeconds } from "date-fns/addSeconds";
import { offerLifeSeconds, type RoutingPolicy } from "../policy/policy.ts";
import { CHANNELS, type SlotKind } from "./channel.ts";
import type { Contact, ContactState, LiveOffer } from "./contact.ts";

/** Events from before the policy had versions carry no times of these kinds: then it was as here. */
const BEFORE_VERSIONS = {
  shownWithinSeconds: 2,
  undoSeconds: 8,
  orphanAfterSeconds: { voice: 10, chat: 60 } satisfies Record<SlotKind, number>,
};

/** When an unanswered offer has to be looked at again: first for "shown", then for its end. */
export function offerDueAt(offer: LiveOffer): Date {
  if (offer.shownAt !== undefined) return offer.expiresAt;
  return offer.shownBy ?? addSeconds(offer.madeAt, BEFORE_VERSIONS.shownWithinSeconds);
}

/** When a contact whose owner was lost starts to look for somebody else; undefined while its owner is there. */
export function orphanDueAt({ channel, state }: Pick<Contact, "channel" | "state">): Date | undefined {
  if (!("ownerLostAt" in state) || state.ownerLostAt === undefined) return undefined;
  return state.orphanAt ?? addSeconds(state.ownerLostAt, BEFORE_VERSIONS.orphanAfterSeconds[CHANNELS[channel].slot]);
}

/** Until when a closed record can be taken back by whoever closed it. */
export function reopenableUntil(state: Extract<ContactState, { status: "closed" }>): Date {
  return state.undoUntil ?? addSeconds(state.at, BEFORE_VERSIONS.undoSeconds);
}

/** The two times of an offer that is made now: to be shown by, and to end at. */
export function offerTimes(contact: Contact, now: Date, policy: RoutingPolicy): { shownBy: Date; expiresAt: Date } {
  return { shownBy: addSeconds(now, policy.shownWithinSeconds), expiresAt: offerEndsAt(contact, now, policy) };
}

/** When an offer of a contact ends that is shown now. */
export function offerEndsAt(contact: Contact, from: Date, policy: RoutingPolicy): Date {
  return addSeconds(from, offerLifeSeconds(contact.lane, CHANNELS[contact.channel].slot, policy));
}

/** When a contact whose owner is lost now will look for somebody else. */
export function orphanAfter(contact: Contact, now: Date, policy: RoutingPolicy): Date {
  const isVoice = CHANNELS[contact.channel].slot === "voice";
  return addSeconds(now, isVoice ? policy.orphanVoiceSeconds : policy.orphanChatSeconds);
}

/** Until when whoever was asked in vain is passed over. */
export function skipUntil(now: Date, policy: RoutingPolicy): Date {
  return addSeconds(now, policy.skipSeconds);
}

/** Until when an act can be undone. */
export function undoUntil(now: Date, policy: RoutingPolicy): Date {
  return addSeconds(now, policy.undoSeconds);
}
