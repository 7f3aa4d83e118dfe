import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Actor } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import { CHANNELS } from "@nightlight/domain/contact/channel";
import { guestOf, ownerOf, type Contact, type ContactId, type CounsellorId } from "@nightlight/domain/contact/contact";
import { entryOf } from "@nightlight/domain/contact/entry-lane";
import type { Lane } from "@nightlight/domain/contact/lane";
import { laneAfterWords } from "@nightlight/domain/risk/keywords";
import type { Message, Store, World } from "../world.ts";
import { applyCommand } from "./change-contact.ts";

/** What a restricted person writes, or presses, to have the place that everybody has. */
const GO_AHEAD = "1";

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
        : { type: "post-as-child", messageId: id, lane: await laneAfter(store, locked.contact, input.text) },
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

/** The lane that a message brings a contact to: by its words, or by the one that a restricted person is asked for. */
async function laneAfter({ restrictions, policy }: Store, contact: Contact, text: string): Promise<Lane> {
  if (text.trim() === GO_AHEAD && contact.lane === "low" && (await restrictions.goAhead(contact.id))) {
    return entryOf(CHANNELS[contact.channel].slot, policy);
  }
  return laneAfterWords(contact.lane, text);
}
