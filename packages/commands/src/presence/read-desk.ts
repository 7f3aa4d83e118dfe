import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Message, OfferRow, Presence, World } from "../world.ts";

export type Desk = {
  readonly presence: Presence;
  readonly offers: readonly { readonly offer: OfferRow; readonly contact: Contact }[];
  readonly contacts: readonly Contact[];
  readonly summaries: ReadonlyMap<ContactId, { last: Message; unseen: number }>;
};

/** Everything on a counsellor's desk in one snapshot: what the console starts from and catches up with. */
export async function readDesk(world: World, actor: Staff): Promise<Result<Desk, "not-found">> {
  return world.transaction(actor, async ({ presences, offers, contacts, messages }) => {
    const presence = await presences.find(actor.id);
    if (presence === undefined) return refuse("not-found");
    const own = (await contacts.onDesk(actor.id)).filter((contact) => may(actor, "contact.read", { contact }));
    const offered: { offer: OfferRow; contact: Contact }[] = [];
    for (const offer of await offers.liveOf(actor.id)) {
      const contact = await contacts.find(offer.contactId);
      if (contact !== undefined) offered.push({ offer, contact });
    }
    return accept({
      presence,
      offers: offered,
      contacts: own,
      summaries: await messages.summaries(own.map((contact) => contact.id)),
    });
  });
}
