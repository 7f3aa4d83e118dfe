import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Restriction } from "./restriction-store.ts";

export type RestrictInput = { readonly contactId: ContactId; readonly reason: string };

export type RestrictRefusal = "not-found" | "no-identity" | "restricted-before" | "review-first";

/**
 * Puts whoever a contact came from behind the others for a while: from their next contact on, never this one. Refused where
 * nothing is known of where it came from, and while an earlier one waits to be looked at. A repeat gives the one in force.
 */
export async function restrictContact(
  world: World,
  actor: Staff,
  { contactId, reason }: RestrictInput,
): Promise<Result<Restriction, RestrictRefusal>> {
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "restriction.set", { contact: locked.contact })) return refuse("not-found");
    const { isKnown, openId } = await store.restrictions.beside(contactId);
    if (!isKnown) return refuse("no-identity");
    if (openId !== undefined) {
      const before = await store.restrictions.find(openId);
      if (before === undefined) return refuse("restricted-before");
      return before.until > locked.at ? accept(before) : refuse("review-first");
    }
    const id = world.newId();
    const hours = store.policy.restrictionHours;
    await store.restrictions.add({ id, contactId, reason, hours });
    await store.audit.write({
      action: "restriction.set",
      subject: { kind: "contact", id: contactId },
      details: { restriction: id, hours },
    });
    const made = await store.restrictions.find(id);
    return made === undefined ? refuse("not-found") : accept(made);
  });
}
