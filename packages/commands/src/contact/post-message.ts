import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Actor } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import { guestOf, ownerOf, type ContactId, type CounsellorId } from "@nightlight/domain/contact/contact";
import { laneAfterWords } from "@nightlight/domain/risk/keywords";
import type { Message, World } from "../world.ts";
import { applyCommand } from "./change-contact.ts";

export type PostInput = { readonly contactId: ContactId; readonly clientKey: string; readonly text: string };

/** A stored message, and who is to be told. */
export type Posted = {
  readonly message: Message;
  readonly version: number;
  readonly owner: CounsellorId | undefined;
  /** The colleague beside the owner. */
  readonly guest: CounsellorId | undefined;
};

/** Stores a message of either side. The sender's key makes a repeat give the first message again. */
export async function postMessage(
  world: World,
  actor: Extract<Actor, { kind: "child" | "gateway" | "staff" }>,
  input: PostInput,
): Promise<Result<Posted, ContactRefusal | "not-found">> {
  const side = actor.kind === "staff" ? "counsellor" : "child";
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(input.contactId);
    const action = side === "child" ? "contact.write-as-child" : "contact.answer";
    if (locked === undefined || !may(actor, action, { contact: locked.contact })) {
      return refuse("not-found");
    }
    const before = await store.messages.byClientKey(input.contactId, input.clientKey);
    const owner = ownerOf(locked.contact);
    const guest = guestOf(locked.contact);
    if (before !== undefined) return accept({ message: before, version: locked.contact.version, owner, guest });

    const id = world.newId();
    const changed = await applyCommand(
      store,
      locked,
      actor.kind === "staff"
        ? { type: "post-as-counsellor", messageId: id, by: actor.id }
        : { type: "post-as-child", messageId: id, lane: laneAfterWords(locked.contact.lane, input.text) },
    );
    if (!changed.ok) return changed;
    const { version } = changed.value.contact;
    await store.messages.insert({
      id,
      contactId: input.contactId,
      from: side,
      authorId: actor.kind === "staff" ? actor.id : undefined,
      clientKey: input.clientKey,
      text: input.text,
      sequence: version,
      at: locked.at,
    });
    const message = { id, from: side, clientKey: input.clientKey, text: input.text, at: locked.at } as const;
    return accept({ message: { ...message, deliveredAt: undefined, seenAt: undefined }, version, owner, guest });
  });
}
