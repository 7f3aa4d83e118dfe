import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { PREVIOUS_SHOWN, heldContact } from "../search/read-previous.ts";
import type { World } from "../world.ts";
import { applyCommand } from "./change-contact.ts";

export type MetCall = {
  /** The contact in the actor's hands. */
  readonly contactId: ContactId;
  /** The one of the same identity that a call was promised to. */
  readonly previousId: ContactId;
  /** False takes it back. */
  readonly isMet: boolean;
};

/**
 * Whoever talks with a person now says that the call promised to an earlier contact of theirs is needless, or takes that
 * back within the undo seconds. Refuses what is not shown beside the contact in hand as "not-found", and a call that
 * somebody is making already or whose seconds are over as "not-waiting". Gives until when it can be taken back.
 */
export async function meetPromisedCall(
  world: World,
  actor: Staff,
  { contactId, previousId, isMet }: MetCall,
): Promise<Result<{ readonly undoUntil: Date | undefined }, ContactRefusal | "not-found">> {
  return world.transaction(actor, async (store) => {
    if ((await heldContact(store, actor, contactId)) === undefined) return refuse("not-found");
    const { contacts } = await store.search.showPrevious(contactId, PREVIOUS_SHOWN);
    if (!contacts.some(({ id }) => id === previousId)) return refuse("not-found");
    const locked = await store.contacts.lock(previousId);
    if (locked === undefined) return refuse("not-waiting");
    const { contact } = locked;
    if (!may(actor, "previous.call", { contact, isOfSameIdentity: true })) return refuse("not-found");
    const by = actor.id;
    const changed = await applyCommand(
      store,
      locked,
      isMet ? { type: "meet-call", by, through: contactId } : { type: "keep-call", by },
    );
    if (!changed.ok) return changed;
    if (changed.value.hasChanged) {
      const action = isMet ? "contact.call_met" : "contact.call_kept";
      await store.audit.write({ action, subject: { kind: "contact", id: previousId }, details: {} });
    }
    const { state } = changed.value.contact;
    return accept({ undoUntil: state.status === "abandoned" ? state.undoUntil : undefined });
  });
}
