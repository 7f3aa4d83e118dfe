import type { Staff } from "@nightlight/domain/access/access";
import { liveOfferOf } from "@nightlight/domain/contact/contact";
import type { Intent } from "@nightlight/domain/presence/presence";
import { applyCommand } from "../contact/change-contact.ts";
import type { Store, World } from "../world.ts";

/**
 * A console was locked: whoever worked at it is away from their desk. What rings there goes on to the next without blame;
 * conversations stay. Gives what the person was doing, to be taken up again; undefined when nothing was changed, because
 * another window has the desk or the person was not available anyway.
 */
export async function lockDesk(world: World, actor: Staff): Promise<Intent | undefined> {
  const before = await world.transaction(actor, async ({ leases, presences }) => {
    if (!(await leases.isHeldBy(actor.id, actor.sessionId))) return undefined;
    const presence = await presences.lock(actor.id);
    if (presence?.intent !== "available") return undefined;
    const intent = "off";
    await presences.save(actor.id, { intent, missedInRow: presence.missedInRow }, { type: "intent_changed", intent });
    return presence.intent;
  });
  // In a story of its own: whoever answers an offer locks the contact first, and nobody may wait for the other crosswise.
  if (before !== undefined) await world.transaction(actor, (store) => letOffersGo(store, actor.id));
  return before;
}

/** What rings at somebody goes on to the next, without blame. */
export async function letOffersGo(store: Store, counsellorId: string): Promise<void> {
  for (const offer of await store.offers.liveOf(counsellorId)) {
    const locked = await store.contacts.lock(offer.contactId);
    // Meanwhile it may have gone to somebody else.
    if (locked !== undefined && liveOfferOf(locked.contact)?.to === counsellorId)
      await applyCommand(store, locked, { type: "rescind-offer" });
  }
}

/** The console is unlocked: available again, unless the person or a supervisor said something else meanwhile. */
export async function unlockDesk(world: World, actor: Staff): Promise<boolean> {
  return world.transaction(actor, async ({ presences }) => {
    const presence = await presences.lock(actor.id);
    if (presence?.intent !== "off") return false;
    const intent = "available";
    await presences.save(actor.id, { intent, missedInRow: presence.missedInRow }, { type: "intent_changed", intent });
    return true;
  });
}
