import type { Actor, Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { isConversationOpen, ownerOf, type ContactId, type CounsellorId } from "@nightlight/domain/contact/contact";
import type { World } from "../world.ts";

/** Whether a counsellor is in conversation with this contact: for hints like "is typing" that change nothing. */
export async function isOwnContact(world: World, actor: Staff, contactId: ContactId): Promise<boolean> {
  const contact = await world.transaction(actor, ({ contacts }) => contacts.find(contactId));
  return contact !== undefined && may(actor, "contact.answer", { contact }) && isConversationOpen(contact);
}

/** Who a child is in conversation with now, if anybody. */
export async function counsellorOf(
  world: World,
  actor: Extract<Actor, { kind: "child" }>,
): Promise<CounsellorId | undefined> {
  const contact = await world.transaction(actor, ({ contacts }) => contacts.find(actor.contactId));
  return contact === undefined || !isConversationOpen(contact) ? undefined : ownerOf(contact);
}
