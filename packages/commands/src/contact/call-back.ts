import type { Actor, Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { CallOutcome, CallReason } from "@nightlight/domain/contact/callback";
import { mayCall } from "@nightlight/domain/contact/may-call";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { applyCommand, changeContact, type Changed } from "./change-contact.ts";

type Refusal = ContactRefusal | "not-found";
type Answer = Promise<Result<Changed, Refusal>>;
type Child = Extract<Actor, { kind: "child" }>;

export type WantedCall = { readonly number: string; readonly from: Date; readonly until: Date };

/**
 * The person who waits wants to be called instead, at this number and within this window, which they said is safe. They
 * keep their place; nobody calls before a counsellor has taken it.
 */
export async function askForCall(world: World, actor: Child, { number, from, until }: WantedCall): Answer {
  return world.transaction(actor, async (store): Answer => {
    const command = { type: "ask-for-call", from, until } as const;
    const changed = await changeContact(store, actor, actor.contactId, "contact.write-as-child", command);
    if (changed.ok) await store.callbacks.keep(actor.contactId, number);
    return changed;
  });
}

/** The number, and until when it may be called. */
export type CallNumber = { readonly number: string; readonly until: Date };

/** The number, while this counsellor may call it; every look is logged. Unknown means no: there is nothing to be found. */
export async function readCallNumber(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<CallNumber, Refusal>> {
  return world.transaction(actor, async (store): Promise<Result<CallNumber, Refusal>> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.call", locked)) return refuse("not-found");
    const { callback } = locked.contact;
    if (callback === undefined || !mayCall(locked.contact, actor.id, locked.at)) return refuse("no-call-allowed");
    const number = await store.callbacks.find(contactId);
    if (number === undefined) return refuse("no-call-allowed");
    await store.accessLog.write({ action: "read-number", contactId, why: "own", how: "desk" });
    return accept({ number, until: callback.until });
  });
}

/** The counsellor says how their call went. In vain, it is tried again later, or supervisors decide. */
export async function reportCall(
  world: World,
  actor: Staff,
  { contactId, outcome }: { readonly contactId: ContactId; readonly outcome: CallOutcome },
): Answer {
  const command = { type: "report-call", by: actor.id, outcome } as const;
  return world.transaction(actor, (store) => changeContact(store, actor, contactId, "contact.call", command));
}

/** A supervisor allows one disguised call, with a reason, or says that nobody calls any more. */
export async function decideOnCall(
  world: World,
  actor: Staff,
  { contactId, decision }: { readonly contactId: ContactId; readonly decision: { allow: CallReason } | "drop" },
): Answer {
  return world.transaction(actor, async (store): Answer => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "contact.move", locked)) return refuse("not-found");
    const by = actor.id;
    const command =
      decision === "drop"
        ? ({ type: "drop-call", by } as const)
        : ({ type: "allow-call", by, reason: decision.allow } as const);
    const changed = await applyCommand(store, locked, command);
    if (changed.ok && changed.value.hasChanged) {
      await store.audit.write({
        action: decision === "drop" ? "contact.call_dropped" : "contact.call_allowed",
        subject: { kind: "contact", id: contactId },
        details: decision === "drop" ? {} : { reason: decision.allow },
      });
    }
    return changed;
  });
}
