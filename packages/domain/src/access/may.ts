import { liveOfferOf, ownerOf, type Contact } from "../contact/contact.ts";
import type { Actor } from "./access.ts";
import { COLUMNS, POLICY, type Action, type Cell, type Column, type ConditionName } from "./policy.ts";

/**
 * What an action is about, as far as its conditions ask. A fact that is left out counts against the actor: unknown means
 * closed.
 */
export type Thing = {
  readonly contact?: Contact;
  /** Whether the contact's counsellor, or the person in question, works at the actor's own centre. */
  readonly isOfMyCentre?: boolean;
  /** Whether the actor has opened this contact with a reason and the time for it has not run out. */
  readonly isOpened?: boolean;
  /** Whether the contact came from the same identity as one that the actor holds now. */
  readonly isOfSameIdentity?: boolean;
  /** Whether it was sent to the office that the actor works for, and that office may know of it. */
  readonly isSentToUs?: boolean;
  /** The person whom the action is about, or who did what it is about. */
  readonly personId?: string;
};

/**
 * Whether an actor may do something with a thing. A bar comes first and nothing overrides it; after it, one column of
 * the actor's that says yes is enough. "Not yours" is answered exactly like "not found".
 */
export function may(actor: Actor, action: Action, thing: Thing = {}): boolean {
  if (thing.contact !== undefined && isBarred(actor, thing.contact)) return false;
  return columnsOf(actor).some((column) => holds(POLICY[action][COLUMNS.indexOf(column)] ?? "no", actor, thing));
}

/** Whether an actor's columns hold anything but "no" for an action: whether its route exists for them at all. */
export function mayEver(actor: Actor, action: Action): boolean {
  return columnsOf(actor).some((column) => POLICY[action][COLUMNS.indexOf(column)] !== "no");
}

/** Whether a person, the centre that they belong to, or the unit that they work for or one above it, is barred from a contact. */
export function isBarred(actor: Actor, contact: Pick<Contact, "barred">): boolean {
  if (actor.kind !== "staff") return false;
  return contact.barred.some(
    (id) => id === actor.id || id === actor.centreId || actor.authorityLine?.includes(id) === true,
  );
}

function columnsOf(actor: Actor): readonly Column[] {
  return actor.kind === "staff" ? actor.roles : [actor.kind];
}

function holds(cell: Cell, actor: Actor, thing: Thing): boolean {
  if (cell === "no") return false;
  return cell === "yes" || CONDITIONS[cell](actor, thing);
}

type Condition = (actor: Actor, thing: Thing) => boolean;

const isOwn: Condition = (actor, { contact }) => {
  if (contact === undefined) return false;
  if (actor.kind === "staff") return ownerOf(contact) === actor.id;
  if (actor.kind === "child") return contact.id === actor.contactId;
  return actor.kind === "gateway" && contact.channelId === actor.channelId;
};
const isGuest: Condition = (actor, { contact }) =>
  actor.kind === "staff" && contact?.state.status === "active" && contact.state.guest?.id === actor.id;
const isOffered: Condition = (actor, { contact }) =>
  actor.kind === "staff" && contact !== undefined && liveOfferOf(contact)?.to === actor.id;

/** What each condition of the policy table asks. */
const CONDITIONS: Readonly<Record<ConditionName, Condition>> = {
  own: isOwn,
  "own, by me": (actor, thing) => isOwn(actor, thing) && actor.kind === "staff" && thing.personId === actor.id,
  offered: isOffered,
  "own or joined": (actor, thing) => isOwn(actor, thing) || isGuest(actor, thing),
  "own or offered": (actor, thing) => isOwn(actor, thing) || isOffered(actor, thing),
  "of my centre": (_, { isOfMyCentre }) => isOfMyCentre === true,
  opened: (_, { contact, isOpened }) => contact !== undefined && isOpened === true,
  "same identity": (_, { contact, isOfSameIdentity }) => contact !== undefined && isOfSameIdentity === true,
  "own or sent": (actor, thing) =>
    isOwn(actor, thing) || (thing.contact !== undefined && actor.kind === "staff" && thing.personId === actor.id),
  "sent to us": (_, { isSentToUs }) => isSentToUs === true,
  "about me": (actor, { personId }) => actor.kind === "staff" && personId === actor.id,
  "another's": (actor, { personId }) => actor.kind === "staff" && personId !== undefined && personId !== actor.id,
};
