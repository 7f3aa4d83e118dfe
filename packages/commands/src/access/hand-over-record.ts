import type { Staff } from "@nightlight/domain/access/access";
import { isBarred, may, mayEver } from "@nightlight/domain/access/may";
import { ownerOf, type Contact, type ContactId } from "@nightlight/domain/contact/contact";
import { handOver } from "@nightlight/domain/contact/hand-over";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { isSupervised } from "./open-contact.ts";

type Refusal = "not-found" | "not-your-centre" | "not-in-wrap-up" | "colleague-not-fit";

/**
 * Gives a record that waits to be finished to another counsellor: because its owner was barred from it, or is not there.
 * Whoever hands it over reads no word of it. Repeating it is harmless.
 */
export async function handOverRecord(
  world: World,
  actor: Staff,
  { contactId, to }: { readonly contactId: ContactId; readonly to: string },
): Promise<Result<Contact, Refusal>> {
  return world.transaction(actor, async (store): Promise<Result<Contact, Refusal>> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !mayEver(actor, "record.hand-over")) return refuse("not-found");
    const { contact } = locked;
    if (!may(actor, "contact.see-state", { contact })) return refuse("not-found");
    const from = ownerOf(contact);
    if (contact.state.status === "wrap_up" && from === to) return accept(contact);
    const isOfMyCentre = await isSupervised(store, contact);
    if (!may(actor, "record.hand-over", { contact, isOfMyCentre })) return refuse("not-your-centre");
    if (contact.state.status !== "wrap_up" || from === undefined) return refuse("not-in-wrap-up");
    if (!(await isFit(store, contact, to))) return refuse("colleague-not-fit");
    const handed = await store.contacts.append(locked, handOver(contact, from, to));
    await store.audit.write({
      action: "record.handed_over",
      subject: { kind: "contact", id: contactId },
      details: { from, to },
    });
    return accept(handed);
  });
}

/** Somebody who counsels, works, and is not barred from this contact. */
async function isFit({ supervision }: Store, contact: Contact, to: string): Promise<boolean> {
  const { people } = await supervision.colleagues();
  const colleague = people.find(({ id }) => id === to);
  if (colleague?.counsels !== true) return false;
  const { centreId } = colleague;
  return !isBarred({ kind: "staff", id: to, sessionId: "", roles: ["counsellor"], centreId }, contact);
}
