import type { ContactCommand } from "@nightlight/domain/contact/decide";
import { liveOfferOf, type Contact, type ContactId } from "@nightlight/domain/contact/contact";
import { CHANNELS } from "@nightlight/domain/contact/channel";
import { footprint, type ContactClock } from "@nightlight/domain/contact/footprint";
import type { Store, World } from "../world.ts";
import { applyCommand } from "../contact/change-contact.ts";

const COMMANDS: Readonly<Record<ContactClock, ContactCommand>> = {
  offer: { type: "expire-offer" },
  closing: { type: "finish-closing" },
  orphan: { type: "orphan" },
  move: { type: "finish-move" },
  hold: { type: "remind-of-hold" },
  silence: { type: "notice-silence" },
  callback: { type: "ring-callback" },
};

/**
 * A contact's clock rang. Asks the domain again, so a late, early, repeated or lost ring is harmless.
 * Gives the contact's state of affairs: `rang`, or `nothing-due`.
 */
export async function ringClock(world: World, contactId: ContactId): Promise<"rang" | "nothing-due"> {
  return world.transaction({ kind: "system" }, async (store) => {
    const locked = await store.contacts.lock(contactId);
    const clock = locked && footprint(locked.contact).clock;
    if (locked === undefined || clock === undefined) return "nothing-due";
    const changed = await applyCommand(store, locked, COMMANDS[clock.kind]);
    if (!changed.ok || !changed.value.hasChanged) return "nothing-due";
    if (clock.kind === "offer") await countMiss(store, locked.contact);
    return "rang";
  });
}

/** Shown and not answered: after some in a row the counsellor counts as not responding. Never after a network fault. */
async function countMiss(store: Store, before: Contact): Promise<void> {
  const offer = liveOfferOf(before);
  if (offer?.shownAt === undefined) return;
  const { to } = offer;
  const presence = await store.presences.lock(to);
  if (presence === undefined) return;
  const missedInRow = presence.missedInRow + 1;
  const isVoice = CHANNELS[before.channel].slot === "voice";
  const limit = isVoice ? store.policy.missedVoiceOffers : store.policy.missedChatOffers;
  const hasStopped = missedInRow >= limit && presence.intent === "available";
  await store.presences.save(
    to,
    { intent: hasStopped ? "not_responding" : presence.intent, missedInRow },
    hasStopped ? { type: "intent_changed", intent: "not_responding" } : { type: "offer_missed", missedInRow },
  );
}
