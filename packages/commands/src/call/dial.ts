import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { dialable } from "@nightlight/domain/call/dialable";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { ownerOf } from "@nightlight/domain/contact/contact";
import { mayCall } from "@nightlight/domain/contact/may-call";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import type { CallId } from "./telephony.ts";

export type DialRefusal = "not-found" | "no-call-allowed" | "demo-calls-nobody" | "number-wrong" | "no-telephone";

/** `isDemo`: whether this house is one, where nobody is ever called. */
export type DialInput = { readonly contactId: ContactId; readonly isDemo: boolean };

/**
 * A counsellor calls the person of their contact: only who asked for it or whom a supervisor allowed to be called, only
 * within the window. Their own telephone is rung first. Repeatable: while a call is up it is that one.
 */
export async function dialCallback(
  world: World,
  actor: Staff,
  { contactId, isDemo }: DialInput,
): Promise<Result<true, DialRefusal>> {
  return world.transaction(actor, async (store): Promise<Result<true, DialRefusal>> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.call", locked)) return refuse("not-found");
    const { contact, at } = locked;
    if (!mayCall(contact, actor.id, at)) return refuse("no-call-allowed");
    if (isDemo) return refuse("demo-calls-nobody");
    const number = await store.callbacks.find(contactId);
    if (number === undefined) return refuse("no-call-allowed");
    if (dialable(number) === undefined) return refuse("number-wrong");
    const before = await store.calls.detailOf(contactId);
    if (before !== undefined && before.endedAt === undefined) return accept(true);
    if ((await store.softphones.registeredOf(actor.id)) === undefined) return refuse("no-telephone");
    if (!(await store.calls.want({ callId: world.newId(), contactId }))) return refuse("no-telephone");
    await store.audit.write({ action: "call.made", subject: { kind: "contact", id: contactId }, details: {} });
    return accept(true);
  });
}

/**
 * The number to dial for a call that is wanted, asked again at the last moment: undefined when it may not be called any
 * more, and then nobody is. Noted before the engine is asked, so that nobody's telephone rings twice.
 */
export async function numberToDial(
  world: World,
  run: EngineRun,
  { callId, contactId }: { readonly callId: CallId; readonly contactId: ContactId },
): Promise<string | undefined> {
  return fenced(world, run, async (store) => {
    const locked = await store.contacts.lock(contactId);
    const owner = locked && ownerOf(locked.contact);
    if (locked === undefined || owner === undefined || !mayCall(locked.contact, owner, locked.at)) return undefined;
    const number = await store.callbacks.find(contactId);
    await store.calls.note(run.engine, callId, "dialled");
    return number === undefined ? undefined : dialable(number);
  });
}
