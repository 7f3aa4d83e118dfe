import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import { decide, type ContactRefusal } from "@nightlight/domain/contact/decide";
import type { TransferKind } from "@nightlight/domain/contact/talk";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { objections, type Objection } from "@nightlight/domain/routing/eligibility";
import { explainMove } from "@nightlight/domain/routing/explanation";
import type { Named } from "../person/people-store.ts";
import type { Store, World } from "../world.ts";
import { changeContact, type Changed } from "./change-contact.ts";
import type { Colleague } from "./transfer-store.ts";

/** To whom: a person, whoever has a skill, or a supervisor who takes contacts. */
export type TransferTarget =
  | { readonly kind: "person"; readonly id: CounsellorId }
  | { readonly kind: "skill"; readonly code: string }
  | { readonly kind: "supervisor" };

export type TransferInput = {
  readonly contactId: ContactId;
  /** Made by whoever asks: the same id is the same transfer. */
  readonly offerId: string;
  readonly to: TransferTarget;
  readonly kind: TransferKind;
  readonly version: number;
};

/** A colleague, and what speaks against giving them this contact now; who is barred from it does not appear. */
export type Reachable = Colleague & { readonly against: Objection | undefined };

type Refusal = ContactRefusal | "not-found" | "nobody-free";

/** Who could take a conversation of one's own over, whoever can now before whoever cannot; and what they know. */
export async function readColleagues(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<{ readonly colleagues: readonly Reachable[]; readonly skills: readonly Named[] }, "not-found">> {
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.answer", locked)) return refuse("not-found");
    const colleagues = await reachable(store, locked.contact, locked.at);
    const known = new Set(colleagues.flatMap(({ skills }) => skills));
    const skills = (await store.people.skills()).filter(({ code }) => known.has(code));
    return accept({ colleagues, skills });
  });
}

/**
 * Holds a conversation of one's own out to a colleague. It stays one's own until they accept: warm, they come in beside
 * the owner; cold, they have it. Refuses when nobody of that kind can take it now.
 */
export async function transferContact(
  world: World,
  actor: Staff,
  input: TransferInput,
): Promise<Result<Contact, Refusal>> {
  return world.transaction(actor, async (store): Promise<Result<Contact, Refusal>> => {
    const { contactId, offerId, kind, version } = input;
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.answer", locked)) return refuse("not-found");
    const { contact, at } = locked;
    const to = await targetOf(store, contact, input, at);
    if (to === undefined) return refuse("nobody-free");
    const command = { type: "transfer", offerId, by: actor.id, to: to.id, kind, version } as const;
    const decision = decide(contact, command, at, store.policy);
    if (!decision.ok || decision.value.length === 0) return decision.ok ? accept(contact) : decision;
    const why = explainMove(contact, { movedBy: actor.id, idleSince: to.idleSince }, at);
    return accept(await store.contacts.append(locked, decision.value, why));
  });
}

/** Takes a transfer back that nobody has answered. */
export async function cancelTransfer(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<Changed, Refusal>> {
  const command = { type: "cancel-transfer", by: actor.id } as const;
  return world.transaction(actor, (store) => changeContact(store, actor, contactId, "contact.answer", command));
}

/** Leaves the conversation to the colleague who came in. */
export async function passOn(world: World, actor: Staff, contactId: ContactId): Promise<Result<Changed, Refusal>> {
  const command = { type: "pass-on", by: actor.id } as const;
  return world.transaction(actor, (store) => changeContact(store, actor, contactId, "contact.answer", command));
}

/** The colleague goes out again; by themselves or by the owner. */
export async function part(world: World, actor: Staff, contactId: ContactId): Promise<Result<Changed, Refusal>> {
  const command = { type: "part", by: actor.id } as const;
  return world.transaction(actor, (store) => changeContact(store, actor, contactId, "contact.answer", command));
}

async function reachable(store: Store, contact: Contact, now: Date): Promise<Reachable[]> {
  const colleagues = await store.transfers.colleagues();
  return colleagues
    .map((colleague) => ({ ...colleague, against: against(store, contact, colleague, now) }))
    .filter((each): each is typeof each & { against: Objection | undefined } => each.against !== "barred")
    .sort(
      (one, other) =>
        Number(one.against !== undefined) - Number(other.against !== undefined) ||
        one.seat.idleSince.getTime() - other.seat.idleSince.getTime(),
    );
}

/** The matcher's own function says what speaks against it. Having said no before is no reason not to be asked by name. */
function against(store: Store, contact: Contact, { seat }: Colleague, now: Date): Objection | undefined {
  return objections(contact, seat, now, store.policy).find((each) => each !== "skipped");
}

type Chosen = { readonly id: CounsellorId; readonly idleSince: Date };

async function targetOf(store: Store, contact: Contact, input: TransferInput, now: Date): Promise<Chosen | undefined> {
  const { state } = contact;
  // A repeat of what is on its way is not asked again who is free: their place is taken by it.
  if (state.status === "active" && state.transfer?.id === input.offerId) {
    return { id: state.transfer.to, idleSince: now };
  }
  const { to } = input;
  const free = (await reachable(store, contact, now)).filter((each) => each.against === undefined);
  const found = free.find(({ seat, skills, isSupervisor }) => {
    if (to.kind === "person") return seat.counsellorId === to.id;
    return to.kind === "skill" ? skills.includes(to.code) : isSupervisor;
  });
  return found && { id: found.seat.counsellorId, idleSince: found.seat.idleSince };
}
