import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { liveOfferOf, ownerOf, type Contact, type ContactId } from "@nightlight/domain/contact/contact";
import { decide } from "@nightlight/domain/contact/decide";
import type { StepInReason } from "@nightlight/domain/contact/move";
import type { ReleaseDeed } from "@nightlight/domain/contact/release";
import { accept, refuse } from "@nightlight/domain/result";
import { noteRecord } from "../routing/note-record.ts";
import type { Store, World } from "../world.ts";
import { isStale, type MoveResult } from "./move-contact.ts";

export type Released = {
  readonly contact: Contact;
  /** Undefined when nothing was wrong. */
  readonly did: ReleaseDeed | undefined;
};

/**
 * Puts a contact that is stuck back to a sound state, whatever state it is in: an offer without life, a counsellor who is
 * gone, an orphan whom everybody is passed over for, an ending or a move that does not finish. Says what it did.
 */
export async function releaseContact(
  world: World,
  actor: Staff,
  { contactId, version, reason }: { readonly contactId: ContactId; readonly version: number; reason: StepInReason },
): Promise<MoveResult<Released>> {
  return world.transaction(actor, async (store): Promise<MoveResult<Released>> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.move", locked)) return refuse("not-found");
    const { contact, at } = locked;
    const truth = { contact, overrides: [] };
    if (await isStale(store, contact, version)) return { ...refuse("stale"), truth };
    const isOwnerThere = await isThere(store, ownerOf(contact));
    const isOfferedThere = await isThere(store, liveOfferOf(contact)?.to);
    const command = { type: "release", by: actor.id, reason, isOwnerThere, isOfferedThere } as const;
    const decision = decide(contact, command, at, store.policy);
    if (!decision.ok) return { ...decision, truth };
    const done = decision.value.find((event) => event.type === "contact_released");
    if (done === undefined) return accept({ contact, did: undefined });
    const released = await store.contacts.append(locked, decision.value);
    await noteRecord(store, contact, released, decision.value, at);
    await store.audit.write({
      action: "contact.released",
      subject: { kind: "contact", id: contactId },
      details: { did: done.did, reason },
    });
    return accept({ contact: released, did: done.did });
  });
}

async function isThere({ moves }: Store, personId: string | undefined): Promise<boolean> {
  if (personId === undefined) return false;
  const candidate = await moves.candidate(personId, { keepsPlaces: false });
  return candidate?.counsels === true && candidate.seat.isLeaseAlive;
}
