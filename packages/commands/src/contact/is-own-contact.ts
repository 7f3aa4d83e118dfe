import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { isConversationOpen, ownerOf, type ContactId, type CounsellorId } from "@nightlight/domain/contact/contact";
import type { World } from "../world.ts";

/** Whether a counsellor is in conversation with this contact: for hints like "is typing" that change nothing. */
export async function isOwnContact(world: World, actor: Staff, contactId: ContactId): Promise<boolean> {
  const contact = await world.transaction(actor, ({ contacts }) => contacts.find(contactId));
  return contact !== undefined && may(actor, "contact.answer", { contact }) && isConversationOpen(contact);
}

/** Who these children are in conversation with now, if anybody; all that are asked for together. */
export async function counsellorsOf(
  world: World,
  contacts: readonly ContactId[],
): Promise<ReadonlyMap<ContactId, CounsellorId>> {
  const found = await world.transaction({ kind: "system" }, (store) =>
    Promise.all(contacts.map((contactId) => store.contacts.find(contactId))),
  );
  return new Map(
    found.flatMap((contact): [ContactId, CounsellorId][] => {
      const owner = contact !== undefined && isConversationOpen(contact) ? ownerOf(contact) : undefined;
      return contact === undefined || owner === undefined ? [] : [[contact.id, owner]];
    }),
  );
}
