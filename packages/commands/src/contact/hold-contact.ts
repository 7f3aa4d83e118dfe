import type { Actor, Staff } from "@nightlight/domain/access/access";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { changeContact, type Changed } from "./change-contact.ts";

type Answer = Promise<Result<Changed, ContactRefusal | "not-found">>;

/** Asks the other side to wait a moment; a reminder follows. Repeating it is harmless. */
export async function holdContact(world: World, actor: Staff, contactId: ContactId): Answer {
  const command = { type: "hold", by: actor.id } as const;
  return world.transaction(actor, (store) => changeContact(store, actor, contactId, "contact.answer", command));
}

/** Comes back to the conversation. Writing does the same. */
export async function resumeContact(world: World, actor: Staff, contactId: ContactId): Answer {
  const command = { type: "resume", by: actor.id } as const;
  return world.transaction(actor, (store) => changeContact(store, actor, contactId, "contact.answer", command));
}

/** Some minutes more for finishing the record, after the end that was on screen. A repeat adds nothing. */
export async function takeMoreTime(world: World, actor: Staff, contactId: ContactId, until: Date): Answer {
  const command = { type: "take-more-time", by: actor.id, until } as const;
  return world.transaction(actor, (store) => changeContact(store, actor, contactId, "record.write", command));
}

/** The other side says without words that it is still here. */
export async function sayHere(world: World, actor: Extract<Actor, { kind: "child" }>): Answer {
  return world.transaction(actor, (store) =>
    changeContact(store, actor, actor.contactId, "contact.write-as-child", { type: "say-here" }),
  );
}
