import { refuse, type Result } from "@nightlight/domain/result";
import type { Actor, Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { lengthsOf } from "@nightlight/domain/call/call-detail";
import { isCall } from "@nightlight/domain/contact/channel";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { OneKeyEnding, WrapUpDisposition } from "@nightlight/domain/contact/disposition";
import type { World } from "../world.ts";
import { whatIsMissing, type Unfinished } from "../record/what-is-missing.ts";
import { applyCommand, changeContact, type Changed } from "./change-contact.ts";

type Answer = Promise<Result<Changed, ContactRefusal | "not-found">>;
type Seen = { readonly contactId: ContactId; readonly version: number };

/** Ends the conversation; what remains is the record (wrap-up). */
export async function endConversation(world: World, actor: Staff, input: Seen): Answer {
  return world.transaction(actor, (store) =>
    changeContact(store, actor, input.contactId, "contact.answer", {
      type: "end",
      by: actor.id,
      version: input.version,
    }),
  );
}

/**
 * Closes at once with one key. The line stays open for the undo seconds; refused when there are words, and when two have
 * talked on the telephone for a while, whichever client or mistaken key asks.
 */
export async function endWithOneKey(
  world: World,
  actor: Staff,
  input: Seen & { readonly disposition: OneKeyEnding },
): Answer {
  const { contactId, version, disposition } = input;
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.answer", { contact: locked.contact })) return refuse("not-found");
    const call = isCall(locked.contact.channel) ? await store.calls.detailOf(contactId) : undefined;
    const talkedSeconds = call === undefined ? 0 : lengthsOf(call, locked.at).talked;
    return applyCommand(store, locked, { type: "end-with-one-key", by: actor.id, version, disposition, talkedSeconds });
  });
}

/**
 * Finishes the wrap-up: the place is free for the next contact. Refuses with what its record still wants at its level of
 * risk; "not known" is an answer, and what was written stays as it is.
 */
export async function closeContact(
  world: World,
  actor: Staff,
  input: Seen & { readonly disposition: WrapUpDisposition },
): Promise<Result<Changed, ContactRefusal | "not-found"> | Unfinished> {
  const { contactId, version, disposition } = input;
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "record.write", { contact: locked.contact })) return refuse("not-found");
    const missing = locked.contact.state.status === "wrap_up" ? await whatIsMissing(store, locked.contact) : [];
    if (missing.length > 0) return { ...refuse("record-unfinished"), missing };
    return applyCommand(store, locked, { type: "close", by: actor.id, version, disposition });
  });
}

/** Takes back the last ending within its undo seconds. */
export async function undoEnding(world: World, actor: Staff, contactId: ContactId): Answer {
  return world.transaction(actor, (store) =>
    changeContact(store, actor, contactId, "contact.answer", { type: "undo", by: actor.id }),
  );
}

/** Opens one's own closed record again, whenever: what was written stays, and closing it is a new event. */
export async function reopenContact(world: World, actor: Staff, contactId: ContactId): Answer {
  return world.transaction(actor, (store) =>
    changeContact(store, actor, contactId, "record.write", { type: "reopen", by: actor.id }),
  );
}

/** The other side leaves, and its own session with it. After a quick exit nothing is ever sent to them. */
export async function leaveContact(
  world: World,
  actor: Extract<Actor, { kind: "child" | "gateway" }>,
  input: { readonly contactId: ContactId; readonly quick: boolean },
): Answer {
  return world.transaction(actor, async (store) => {
    const leave = { type: "leave", quick: input.quick } as const;
    const changed = await changeContact(store, actor, input.contactId, "contact.write-as-child", leave);
    if (changed.ok && actor.kind === "child") {
      await store.callbacks.forget(input.contactId);
      await store.contacts.endSession(input.contactId);
    }
    return changed;
  });
}
