import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Staff } from "@nightlight/domain/access/access";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { DeclineReason } from "@nightlight/domain/contact/disposition";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { OfferRow, Store, World } from "../world.ts";
import { applyCommand } from "../contact/change-contact.ts";

type Refusal = ContactRefusal | "not-found";

/** Takes an offered contact. Idempotent by offer id; the loser of a race is told the truth at once. */
export async function acceptOffer(world: World, actor: Staff, offerId: string): Promise<Result<Contact, Refusal>> {
  return withOffer(world, actor, offerId, "accepted", { type: "accept", offerId, by: actor.id });
}

/** Hands an offer back with a reason. Age is kept; this counsellor is passed over for a while unless alone. */
export async function declineOffer(
  world: World,
  actor: Staff,
  input: { readonly offerId: string; readonly reason: DeclineReason },
): Promise<Result<Contact, Refusal>> {
  const { offerId, reason } = input;
  return withOffer(world, actor, offerId, "declined", { type: "decline", offerId, by: actor.id, reason });
}

/** The browser's word that an offer is on screen and ringing: its life begins here. */
export async function showOffer(world: World, actor: Staff, offerId: string): Promise<Result<Contact, Refusal>> {
  return withOffer(world, actor, offerId, "shown", { type: "show", offerId, by: actor.id });
}

async function withOffer(
  world: World,
  actor: Staff,
  offerId: string,
  done: OfferRow["status"],
  command: Parameters<typeof applyCommand>[2],
): Promise<Result<Contact, Refusal>> {
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lockByOffer(offerId);
    const changed = locked === undefined ? refuse("offer-gone") : await applyCommand(store, locked, command);
    if (changed.ok) {
      if (done !== "shown") await store.presences.forgetMisses(actor.id);
      return accept(changed.value.contact);
    }
    const offer = await ownOffer(store, actor, offerId);
    if (offer === undefined) return refuse("not-found");
    // A repeat of what this person did before is not a lost race.
    const contact = offer.status === done ? await store.contacts.find(offer.contactId) : undefined;
    return contact === undefined ? changed : accept(contact);
  });
}

async function ownOffer(store: Store, actor: Staff, offerId: string): Promise<OfferRow | undefined> {
  const offer = await store.offers.find(offerId);
  return offer?.counsellorId === actor.id ? offer : undefined;
}
