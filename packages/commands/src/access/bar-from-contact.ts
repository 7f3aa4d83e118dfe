import type { Actor, Staff } from "@nightlight/domain/access/access";
import { may, type Thing } from "@nightlight/domain/access/may";
import type { GivenBarOrigin } from "@nightlight/domain/access/opening";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Locked, Store, World } from "../world.ts";
import { applyCommand, type Changed } from "../contact/change-contact.ts";
import type { Barring } from "./access-stores.ts";

export type BarInput = {
  readonly contactId: ContactId;
  /** A person or an office (centre). */
  readonly barredId: string;
  readonly origin: GivenBarOrigin;
  readonly reason: string;
};

/**
 * Bars a person or an office from a contact: from now on it does not exist for them, and nothing overrides that. What
 * they were offered is taken back; what they had in hand waits for somebody else, as old as it is. A repeat is harmless.
 */
export async function barFromContact(
  world: World,
  actor: Staff,
  input: BarInput,
): Promise<Result<undefined, "not-found" | "nobody-to-bar">> {
  const { contactId, barredId, origin, reason } = input;
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "barring.bar", { contact: locked.contact })) return refuse("not-found");
    if (locked.contact.barred.includes(barredId)) return accept(undefined);
    const concerned = await store.barrings.concerns(barredId);
    if (concerned === undefined) return refuse("nobody-to-bar");
    const { isOffice, people } = concerned;
    const id = world.newId();
    await store.barrings.add({ id, contactId, barredId, isOffice, origin, reason }, people);
    await store.audit.write({
      action: "barring.added",
      subject: { kind: "contact", id: contactId },
      details: { barredId, isOffice, origin },
    });
    demandDone(await applyCommand(store, locked, { type: "bar", barredId, people }));
    return accept(undefined);
  });
}

/**
 * Takes a bar back; what happened meanwhile stays as it is. A repeat is harmless. Whoever may take back only what they
 * set themselves is not told that there is another bar.
 */
export async function liftBar(
  world: World,
  actor: Staff,
  { contactId, barredId }: Pick<BarInput, "contactId" | "barredId">,
): Promise<Result<undefined, "not-found">> {
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "barring.bar", { contact: locked.contact })) return refuse("not-found");
    const known = await store.barrings.list(contactId);
    const inForce = known.find((each) => each.barredId === barredId && each.liftedAt === undefined);
    if (inForce === undefined) return accept(undefined);
    if (!may(actor, "barring.lift", setBy(locked.contact, inForce))) return refuse("not-found");
    const people = (await store.barrings.concerns(barredId))?.people ?? [];
    if (!(await store.barrings.lift(contactId, barredId, people))) return accept(undefined);
    await store.audit.write({
      action: "barring.lifted",
      subject: { kind: "contact", id: contactId },
      details: { barredId },
    });
    demandDone(await applyCommand(store, locked, { type: "lift-bar", barredId }));
    return accept(undefined);
  });
}

/** A bar as the policy table asks about it: of which contact, and set by whom. */
export function setBy(contact: Contact, { barredBy }: Pick<Barring, "barredBy">): Thing {
  return barredBy === undefined ? { contact } : { contact, personId: barredBy };
}

/** No state of a contact refuses a bar. One that did would leave a reason without the bar: the story must not commit. */
function demandDone(done: Result<Changed, ContactRefusal>): Changed {
  if (!done.ok) throw new Error(`A contact refused a bar: ${done.refusal}`);
  return done.value;
}

/** Bars whoever registered as their own the identity that a contact came from. */
export async function barOwnIdentity(
  world: World,
  store: Store,
  actor: Exclude<Actor, Staff>,
  locked: Locked,
  personIds: readonly string[],
): Promise<Locked> {
  let soFar = locked;
  for (const barredId of personIds) {
    if (soFar.contact.barred.includes(barredId) || actor.kind === "child") continue;
    const { id: contactId } = soFar.contact;
    await store.barrings.add({ id: world.newId(), contactId, barredId, origin: "own_identity", isOffice: false }, [
      barredId,
    ]);
    const barred = demandDone(await applyCommand(store, soFar, { type: "bar", barredId, people: [barredId] }));
    soFar = { contact: barred.contact, at: soFar.at };
  }
  return soFar;
}
