import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Actor } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { Receipt, World } from "../world.ts";

/** One side's screen has, or has looked at, everything of the other side up to a message. Gives the time if that is news. */
export async function receiveMessages(
  world: World,
  actor: Extract<Actor, { kind: "child" | "staff" }>,
  input: { readonly contactId: ContactId; readonly messageId: string; readonly receipt: Receipt },
): Promise<Result<{ at: Date | undefined; contact: Contact }, "not-found">> {
  return world.transaction(actor, async ({ contacts, messages }) => {
    const contact = await contacts.find(input.contactId);
    if (contact === undefined || !may(actor, actor.kind === "child" ? "contact.read" : "contact.answer", { contact }))
      return refuse("not-found");
    const otherSide = actor.kind === "child" ? "counsellor" : "child";
    return accept({ at: await messages.receive(input.contactId, otherSide, input.messageId, input.receipt), contact });
  });
}
