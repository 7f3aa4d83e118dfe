import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { MonitorMode } from "@nightlight/domain/call/call";
import { ownerOf, type Contact, type ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";

export type ListenRefusal = "not-found" | "not-opened" | "nobody-talks" | "no-telephone";

export type ListenInput = { readonly contactId: ContactId; readonly mode: MonitorMode };

/**
 * A supervisor wants to be in a call that they opened with a reason: to hear it, to be heard by its counsellor alone, or to
 * take part. The voice role rings their own telephone for it. Another mode replaces the one before, another call ends
 * the one before; the same again changes nothing. Each is audited, and its counsellor is told as the policy says.
 */
export async function listenIn(
  world: World,
  actor: Staff,
  { contactId, mode }: ListenInput,
): Promise<Result<true, ListenRefusal>> {
  return world.transaction(actor, async (store): Promise<Result<true, ListenRefusal>> => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "contact.see-state", { contact })) return refuse("not-found");
    const isOpened = (await store.openings.inForce(contactId)) !== undefined;
    if (!may(actor, "call.listen", { contact, isOpened })) return refuse("not-opened");
    const call = await store.calls.detailOf(contactId);
    const owner = talkerOf(contact);
    if (call === undefined || call.endedAt !== undefined || owner === undefined || owner === actor.id) {
      return refuse("nobody-talks");
    }
    if ((await store.softphones.registeredOf(actor.id)) === undefined) return refuse("no-telephone");
    const before = await store.calls.monitoring();
    if (before?.contactId === contactId && before.mode === mode) return accept(true);
    if (before !== undefined && before.contactId !== contactId) await leave(store, actor);
    await store.calls.monitor(contactId, mode);
    await store.presences.note(owner, { type: "call_monitored", contactId, mode });
    await store.audit.write({
      action: "call.listened_in",
      subject: { kind: "contact", id: contactId },
      details: { mode },
    });
    return accept(true);
  });
}

/** They leave the call that they are in; its conversation goes on. Repeatable. */
export async function stopListening(world: World, actor: Staff): Promise<void> {
  await world.transaction(actor, (store) => leave(store, actor));
}

/** What somebody listens to now. */
export async function readListening(world: World, actor: Staff): Promise<ListenInput | undefined> {
  return world.transaction(actor, ({ calls }) => calls.monitoring());
}

async function leave({ calls, contacts, presences, audit }: Store, actor: Staff): Promise<void> {
  const contactId = await calls.stopMonitoring(actor.id);
  if (contactId === undefined) return;
  const contact = await contacts.find(contactId);
  const owner = contact && talkerOf(contact);
  if (owner !== undefined) await presences.note(owner, { type: "call_monitored", contactId, mode: null });
  await audit.write({ action: "call.left", subject: { kind: "contact", id: contactId }, details: {} });
}

function talkerOf(contact: Contact): string | undefined {
  return contact.state.status === "active" ? ownerOf(contact) : undefined;
}
