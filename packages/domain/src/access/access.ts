import { ownerOf, type Contact } from "../contact/contact.ts";

/** What a person is employed for. One person may hold several; none of them includes another. */
export const ROLES = [
  "counsellor",
  "supervisor",
  "officer",
  "case_worker",
  "leader",
  "clinical_lead",
  "administrator",
  "auditor",
] as const;

export type Role = (typeof ROLES)[number];

/** Who acts. A child is known by the one contact that its session was opened for; a gateway by its channel. */
export type Actor =
  | { readonly kind: "staff"; readonly id: string; readonly sessionId: string; readonly roles: readonly Role[] }
  | { readonly kind: "child"; readonly contactId: string }
  | { readonly kind: "gateway"; readonly channelId: string }
  | { readonly kind: "system" };

export type ActorKind = Actor["kind"];

/** Somebody who is signed in with an account. */
export type Staff = Extract<Actor, { kind: "staff" }>;

/** What can be done with a contact. */
export type ContactAction = "see-state" | "read-conversation" | "write-as-child" | "answer" | "record";

type Rule = (actor: Actor, contact: Contact) => boolean;

const isCounsellor = (actor: Actor): actor is Staff => actor.kind === "staff" && actor.roles.includes("counsellor");
const isOwner: Rule = (actor, contact) => isCounsellor(actor) && ownerOf(contact) === actor.id;
const isThatChild: Rule = (actor, contact) => actor.kind === "child" && actor.contactId === contact.id;
const isThatChannel: Rule = (actor, contact) => actor.kind === "gateway" && actor.channelId === contact.channelId;
const isSystem: Rule = (actor) => actor.kind === "system";
const isOfferedTo: Rule = (actor, contact) =>
  isCounsellor(actor) && contact.state.status === "offered" && contact.state.offer.to === actor.id;

/** The policy table. What is not listed is refused; a refusal is final. */
const POLICY: Readonly<Record<ContactAction, readonly Rule[]>> = {
  "see-state": [isOwner, isOfferedTo, isThatChild, isThatChannel, isSystem],
  "read-conversation": [isOwner, isThatChild, isThatChannel],
  "write-as-child": [isThatChild, isThatChannel],
  answer: [isOwner],
  record: [isOwner],
};

/** Whether an actor may do something with a contact. "Not yours" is answered exactly like "not found". */
export function may(actor: Actor, action: ContactAction, contact: Contact): boolean {
  return POLICY[action].some((rule) => rule(actor, contact));
}
