import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Actor } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Action } from "@nightlight/domain/access/policy";
import { decide, type ContactCommand, type ContactRefusal } from "@nightlight/domain/contact/decide";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { noteRecord } from "../routing/note-record.ts";
import type { Locked, Store } from "../world.ts";

export type Changed = { readonly contact: Contact; readonly at: Date; readonly hasChanged: boolean };

/**
 * The one way a contact changes: lock, read the database's time, check access, decide, append.
 * "Not yours" and "not there" are one answer.
 */
export async function changeContact(
  store: Store,
  actor: Actor,
  contactId: ContactId,
  action: Action,
  command: ContactCommand,
): Promise<Result<Changed, ContactRefusal | "not-found">> {
  const locked = await store.contacts.lock(contactId);
  if (locked === undefined || !may(actor, action, { contact: locked.contact })) return refuse("not-found");
  return applyCommand(store, locked, command);
}

/** Decides on a contact that is already locked, and appends what was decided. */
export async function applyCommand(
  store: Store,
  locked: Locked,
  command: ContactCommand,
): Promise<Result<Changed, ContactRefusal>> {
  const decision = decide(locked.contact, command, locked.at, store.policy);
  if (!decision.ok) return decision;
  if (decision.value.length === 0) return accept({ ...locked, hasChanged: false });
  const contact = await store.contacts.append(locked, decision.value);
  await noteRecord(store, locked.contact, contact, decision.value, locked.at);
  return accept({ contact, at: locked.at, hasChanged: true });
}
