import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { HandDetails } from "./by-hand-store.ts";
import { applyCommand } from "./change-contact.ts";
import type { HandReading } from "./record-by-hand.ts";

export type CorrectInput = {
  readonly contactId: ContactId;
  /** How many corrections were on screen: somebody who saw fewer is stale. */
  readonly version: number;
  readonly receivedAt: Date;
  readonly details: HandDetails;
};

/**
 * Corrects who says so, reference, origin and the time of receipt of one's own contact that was recorded by hand. What
 * stood there is kept, with who changed it and when. A repeat is harmless.
 */
export async function correctByHand(
  world: World,
  actor: Staff,
  { contactId, version, receivedAt, details }: CorrectInput,
): Promise<Result<HandReading, ContactRefusal | "not-found">> {
  return world.transaction(actor, async (store): Promise<Result<HandReading, ContactRefusal | "not-found">> => {
    const { contacts, byHand } = store;
    const locked = await contacts.lock(contactId);
    if (locked === undefined || !may(actor, "record.write", { contact: locked.contact })) return refuse("not-found");
    const [before, changes] = await Promise.all([byHand.find(contactId), byHand.changes(contactId)]);
    if (before === undefined) return refuse("not-found");
    const { contact } = locked;
    const isSame = isSameDetails(before, details) && receivedAt.getTime() === contact.receivedAt.getTime();
    if (isSame) return accept({ contact, details, changes });
    if (changes.length !== version) return refuse("stale");

    const changed = await applyCommand(store, locked, { type: "correct-receipt", by: actor.id, receivedAt });
    if (!changed.ok) return changed;
    const { contact: corrected } = changed.value;
    await byHand.correct({
      ...{ contact, before, details },
      receivedAt: corrected.receivedAt,
      version: version + 1,
    });
    await store.audit.write({
      action: "contact.by_hand_corrected",
      subject: { kind: "contact", id: contactId },
      details: { correction: version + 1, time: changed.value.hasChanged ? "corrected" : "kept" },
    });
    return accept({ contact: corrected, details, changes: await byHand.changes(contactId) });
  });
}

function isSameDetails(one: HandDetails, other: HandDetails): boolean {
  return one.whoSays === other.whoSays && one.reference === other.reference && one.origin === other.origin;
}
