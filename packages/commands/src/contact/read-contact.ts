import { accept, refuse, type Result } from "@nightlight/domain/result";
import { may, type Actor } from "@nightlight/domain/access/access";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { Message, RecordField, RecordFieldName, World } from "../world.ts";

export type Conversation = { readonly contact: Contact; readonly messages: readonly Message[]; readonly at: Date };
export type CounsellorReading = Omit<Conversation, "at"> & {
  readonly record: Partial<Record<RecordFieldName, RecordField>>;
};

/** A counsellor's reading of a whole conversation: checked, and logged. The desk shows the last line of one's own. */
export async function readContact(
  world: World,
  actor: Extract<Actor, { kind: "counsellor" }>,
  contactId: ContactId,
): Promise<Result<CounsellorReading, "not-found">> {
  return world.transaction(actor, async ({ contacts, messages, records, accessLog }) => {
    const contact = await contacts.find(contactId);
    if (contact === undefined || !may(actor, "read-conversation", contact)) return refuse("not-found");
    const [, said, record] = await Promise.all([
      accessLog.write("read-conversation", contactId),
      messages.list(contactId),
      records.latest(contactId),
    ]);
    return accept({ contact, messages: said, record });
  });
}

/** The other side's reading of its own conversation; a gateway reads what its channel has to carry out. */
export async function readConversation(
  world: World,
  actor: Extract<Actor, { kind: "child" | "gateway" }>,
  contactId: ContactId,
): Promise<Result<Conversation, "not-found">> {
  return world.transaction(actor, async ({ contacts, messages, now }) => {
    const contact = await contacts.find(contactId);
    if (contact === undefined || !may(actor, "read-conversation", contact)) return refuse("not-found");
    const [said, at] = await Promise.all([messages.list(contactId), now()]);
    return accept({ contact, messages: said, at });
  });
}
