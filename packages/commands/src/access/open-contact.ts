import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { OPENING_MINUTES, type OpeningKind } from "@nightlight/domain/access/opening";
import { ownerOf, type Contact, type ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import type { Opening } from "./access-stores.ts";

export type OpenInput = { readonly contactId: ContactId; readonly kind: OpeningKind; readonly reason: string };

/**
 * Opens a contact to somebody whose it is not, with a reason and for a limited time: to supervise the work of their
 * centre, or in an emergency. No opening passes a bar. While one of the kind is in force, a repeat gives that one.
 */
export async function openContact(
  world: World,
  actor: Staff,
  { contactId, kind, reason }: OpenInput,
): Promise<Result<Opening, "not-found" | "not-your-centre">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "contact.see-state", { contact })) return refuse("not-found");
    if (kind === "supervision") {
      const isOfMyCentre = await isSupervised(store, contact);
      if (!may(actor, "contact.supervise", { contact, isOfMyCentre })) return refuse("not-your-centre");
    } else if (!may(actor, "break-glass.open", { contact })) {
      return refuse("not-found");
    }
    const before = await store.openings.inForce(contactId);
    if (before?.kind === kind) return accept(before);
    const id = world.newId();
    await store.openings.add({ id, contactId, kind, reason, minutes: OPENING_MINUTES[kind] });
    await store.audit.write({
      action: kind === "supervision" ? "contact.opened" : "contact.opened_in_emergency",
      subject: { kind: "contact", id: contactId },
      details: { opening: id, minutes: OPENING_MINUTES[kind] },
    });
    const opening = await store.openings.find(id);
    return opening === undefined ? refuse("not-found") : accept(opening);
  });
}

/** Whether whoever owns, or owned, a contact works at the actor's own centre. */
export async function isSupervised({ supervision }: Store, contact: Contact): Promise<boolean> {
  const owner = ownerOf(contact);
  return owner !== undefined && supervision.sharesCentre(owner);
}
