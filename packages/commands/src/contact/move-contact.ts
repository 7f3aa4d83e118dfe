import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import {
  liveOfferOf,
  moveOf,
  type Contact,
  type ContactId,
  type CounsellorId,
} from "@nightlight/domain/contact/contact";
import { decide, type ContactRefusal } from "@nightlight/domain/contact/decide";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type {
  MoveEffect,
  MoveObstacle,
  NotBackBecause,
  Overridable,
  StepInReason,
} from "@nightlight/domain/contact/move";
import { accept, refuse } from "@nightlight/domain/result";
import { explainMove } from "@nightlight/domain/routing/explanation";
import type { Locked, Store, World } from "../world.ts";
import type { KeptMove } from "./move-store.ts";
import { planMove, whyNotBack } from "./plan-move.ts";

export type MoveInput = {
  readonly contactId: ContactId;
  /** Made by whoever asks: the same id is the same move. */
  readonly moveId: string;
  readonly version: number;
  /** Null: back to the queue. */
  readonly to: CounsellorId | null;
  readonly reason: StepInReason;
  readonly overrides: readonly Overridable[];
};

/** The contact as it is, and what moving it would override. */
export type MoveTruth = { readonly contact: Contact; readonly overrides: readonly Overridable[] };

export type MoveProblem =
  | ContactRefusal
  | "not-found"
  | "needs-override"
  | "colleague-not-fit"
  | "person-not-there"
  | "not-your-centre"
  | "not-immediate";

/** A refusal tells the truth, where that helps whoever asked. */
export type MoveResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: MoveProblem; readonly truth?: MoveTruth };

export type Moved = {
  readonly contact: Contact;
  readonly does: MoveEffect;
  readonly overridden: readonly Overridable[];
};

const REFUSALS: Readonly<Record<MoveObstacle, MoveProblem>> = {
  not_fit: "colleague-not-fit",
  not_there: "person-not-there",
  already_there: "already-there",
  over: "already-over",
  needs_person: "needs-person",
  not_your_centre: "not-your-centre",
  call_waits: "call-waits",
};

/** What is said of an obstacle. */
export function refusalOf(obstacle: MoveObstacle): MoveProblem {
  return REFUSALS[obstacle];
}

/**
 * A supervisor moves a contact to a person or back to the queue. What speaks against it has to be overridden by name.
 * Of two at once one wins; the other is told what is the case now. The same move again changes nothing.
 */
export async function moveContact(world: World, actor: Staff, input: MoveInput): Promise<MoveResult<Moved>> {
  return world.transaction(actor, async (store): Promise<MoveResult<Moved>> => {
    const { contactId, moveId, version, to, reason } = input;
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.move", locked)) return refuse("not-found");
    const { contact, at } = locked;
    const kept = await store.moves.find(moveId);
    if (kept !== undefined) return repeated(contact, kept, input);
    const candidate = to === null ? undefined : await store.moves.candidate(to, { keepsPlaces: true });
    const plan = await planMove(store, actor, contact, to === null ? null : { id: to, candidate }, at);
    const truth = { contact, overrides: plan.ok ? plan.value.overrides : [] };
    if (await isStale(store, contact, version)) return { ...refuse("stale"), truth };
    if (!plan.ok) return { ...refuse(refusalOf(plan.refusal)), truth };
    if (plan.value.overrides.some((each) => !input.overrides.includes(each))) {
      return { ...refuse("needs-override"), truth };
    }
    const { does, overrides } = plan.value;
    if (!(await store.moves.add({ id: moveId, contactId, to, does, reason, overrides }))) return refuse("stale");
    const command = { type: "move", moveId, offerId: world.newId(), by: actor.id, to, reason, overrides } as const;
    const decision = decide(contact, command, at, store.policy);
    if (!decision.ok) return { ...decision, truth };
    const moved = await appendInSteps(store, locked, decision.value, actor.id, candidate?.seat.idleSince ?? at);
    await store.audit.write({
      action: "contact.moved",
      subject: { kind: "contact", id: contactId },
      details: { move: moveId, does, to: to ?? "queue", reason, overrides: overrides.join(",") },
    });
    return accept({ contact: moved, does, overridden: overrides });
  });
}

/** A move that was taken back, and what became of the offer that it had taken from somebody. */
export type Undone = {
  readonly contact: Contact;
  /** Whoever was being asked before: asked again, unless `because` says why not. */
  readonly asked: { readonly id: CounsellorId; readonly because: NotBackBecause | undefined } | undefined;
};

/**
 * Takes one's own move back within its seconds: the contact is as if it had not been moved, and whoever was being asked
 * before is asked again where they can still have it. Repeating it is harmless.
 */
export async function undoMove(
  world: World,
  actor: Staff,
  { contactId, moveId }: Pick<MoveInput, "contactId" | "moveId">,
): Promise<MoveResult<Undone>> {
  return world.transaction(actor, async (store): Promise<MoveResult<Undone>> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.move", locked)) return refuse("not-found");
    const { contact, at } = locked;
    const truth = { contact, overrides: [] };
    const kept = await store.moves.find(moveId);
    if (kept?.contactId !== contactId) return refuse("not-found");
    if (kept.isUndone) return accept({ contact, asked: undefined });
    const to = moveOf(contact)?.before.took?.to;
    const candidate = to === undefined ? undefined : await store.moves.candidate(to, { keepsPlaces: true });
    const isAskedAlready = liveOfferOf(contact)?.to === to;
    const because =
      to === undefined || isAskedAlready ? undefined : whyNotBack(contact, { to, candidate }, at, store.policy);
    const back = to === undefined || because !== undefined ? {} : { backOfferId: world.newId() };
    const decision = decide(contact, { type: "undo-move", moveId, by: actor.id, ...back }, at, store.policy);
    if (!decision.ok) return { ...decision, truth };
    const idleSince = candidate?.seat.idleSince ?? at;
    const undone = await appendInSteps(store, locked, decision.value, actor.id, idleSince);
    await store.moves.markUndone(moveId);
    await store.audit.write({
      action: "contact.move_undone",
      subject: { kind: "contact", id: contactId },
      details: { move: moveId },
    });
    return accept({ contact: undone, asked: to === undefined ? undefined : { id: to, because } });
  });
}

/** Whether the contact is no longer where whoever asks saw it. Words, records and levels do not move it. */
export async function isStale({ moves }: Store, contact: Contact, version: number): Promise<boolean> {
  if (version === contact.version) return false;
  return version > contact.version || moves.wasPlacedSince(contact.id, version);
}

function repeated(contact: Contact, kept: KeptMove, input: MoveInput): MoveResult<Moved> {
  if (kept.contactId !== input.contactId || kept.to !== input.to) return refuse("stale");
  return accept({ contact, does: kept.does, overridden: kept.overrides });
}

/** An offer that is taken back and another that is made are two steps: a contact never has two open ones. */
export async function appendInSteps(
  store: Store,
  locked: Locked,
  events: readonly ContactEvent[],
  movedBy: string,
  idleSince: Date,
): Promise<Contact> {
  const made = events.findIndex(({ type }) => type === "offer_made");
  const endsOne = events.some(({ type }) => type === "offer_rescinded");
  const explanation = explainMove(locked.contact, { movedBy, idleSince }, locked.at);
  if (made === -1 || !endsOne) return store.contacts.append(locked, events, explanation);
  const waiting = await store.contacts.append(locked, events.slice(0, made));
  return store.contacts.append({ contact: waiting, at: locked.at }, events.slice(made), explanation);
}
