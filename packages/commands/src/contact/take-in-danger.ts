import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { liveOfferOf, ownerOf, type Contact, type ContactId } from "@nightlight/domain/contact/contact";
import { decide } from "@nightlight/domain/contact/decide";
import { accept, refuse } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { appendInSteps, refusalOf, type MoveResult } from "./move-contact.ts";
import { planMove } from "./plan-move.ts";

export type TakeInput = {
  readonly contactId: ContactId;
  /** Made by whoever asks: the same id is the same act. */
  readonly moveId: string;
};

/**
 * A supervisor takes a child in danger themselves, from the first second: moved to themselves and accepted in one
 * transaction. What speaks against it they override by asking. Of a counsellor who accepts and a supervisor who takes, the
 * row's lock lets one be first; the other is told who has it. The same act again changes nothing.
 */
export async function takeInDanger(world: World, actor: Staff, input: TakeInput): Promise<MoveResult<Contact>> {
  return world.transaction(actor, async (store): Promise<MoveResult<Contact>> => {
    const { contactId, moveId } = input;
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.take-danger", locked)) return refuse("not-found");
    const { contact, at } = locked;
    const kept = await store.moves.find(moveId);
    if (kept !== undefined) return kept.contactId === contactId ? accept(contact) : refuse("stale");
    if (ownerOf(contact) === actor.id && contact.state.status === "active") return accept(contact);
    const ringing = liveOfferOf(contact);
    if (ringing?.to === actor.id) {
      // It rings at themselves: this is their yes to it.
      const answered = decide(contact, { type: "accept", offerId: ringing.id, by: actor.id }, at, store.policy);
      if (answered.ok) return accept(await store.contacts.append(locked, answered.value));
    }
    const candidate = await store.moves.candidate(actor.id, { keepsPlaces: true });
    const plan = await planMove(store, actor, contact, { id: actor.id, candidate }, at);
    const truth = { contact, overrides: [] };
    if (!plan.ok) return { ...refuse(refusalOf(plan.refusal)), truth };
    // Whom it rang at meanwhile does not matter; who has it does.
    if (plan.value.does !== "offer") return { ...refuse("stale"), truth };
    if (contact.lane !== "immediate") return { ...refuse("not-immediate"), truth };
    const { overrides } = plan.value;
    const reason = "danger";
    const isNew = await store.moves.add({ id: moveId, contactId, to: actor.id, does: "offer", reason, overrides });
    if (!isNew) return refuse("stale");
    const offerId = world.newId();
    const by = actor.id;
    const move = { type: "move", moveId, offerId, by, to: by, reason, overrides } as const;
    const moved = decide(contact, move, at, store.policy);
    if (!moved.ok) return { ...moved, truth };
    const offered = await appendInSteps(store, locked, moved.value, by, candidate?.seat.idleSince ?? at);
    const taken = decide(offered, { type: "accept", offerId, by }, at, store.policy);
    if (!taken.ok) return { ...taken, truth };
    const mine = await store.contacts.append({ contact: offered, at }, taken.value);
    await store.audit.write({
      action: "contact.taken_in_danger",
      subject: { kind: "contact", id: contactId },
      details: { move: moveId, overrides: overrides.join(",") },
    });
    return accept(mine);
  });
}
