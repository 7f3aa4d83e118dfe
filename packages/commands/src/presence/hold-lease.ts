import type { Staff } from "@nightlight/domain/access/access";
import type { ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import type { ContactCommand } from "@nightlight/domain/contact/decide";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { applyCommand } from "../contact/change-contact.ts";

/** One tab of a counsellor takes the lease. Another living tab keeps it unless the person asked to take over. */
export async function holdLease(
  world: World,
  actor: Staff,
  takeOver: boolean,
): Promise<Result<number, "held-elsewhere">> {
  return world.transaction(actor, async (store) => {
    const epoch = await store.leases.hold(actor.id, actor.sessionId, takeOver);
    if (epoch === undefined) return refuse("held-elsewhere");
    for (const contactId of await store.contacts.attendedBy(actor.id)) {
      await apply(store, contactId, { type: "return-owner" });
    }
    return accept(epoch);
  });
}

/**
 * Passes the lease of a tab that is gone to another tab of the same sign-in, with a new epoch: what was offered there goes
 * on. Undefined when the lease had already gone elsewhere.
 */
export async function passLease(world: World, actor: Staff, epoch: number): Promise<number | undefined> {
  return world.transaction(actor, async ({ leases }) => {
    if (!(await leases.renew(actor.id, epoch))) return undefined;
    return leases.hold(actor.id, actor.sessionId, true);
  });
}

/** Whether the living lease of the actor is held by this very sign-in: by another tab of the same browser. */
export async function isLeaseOfSession(world: World, actor: Staff): Promise<boolean> {
  return world.transaction(actor, ({ leases }) => leases.isHeldBy(actor.id, actor.sessionId));
}

/** Keeps the lease alive. False: this tab no longer holds it. */
export async function renewLease(world: World, { id: counsellorId }: Staff, epoch: number): Promise<boolean> {
  return (await renewLeases(world, [{ counsellorId, epoch }])).has(counsellorId);
}

/** Keeps leases alive, all that are asked for together. Names whose tab still holds theirs. */
export async function renewLeases(
  world: World,
  held: readonly { readonly counsellorId: CounsellorId; readonly epoch: number }[],
): Promise<ReadonlySet<CounsellorId>> {
  return world.transaction({ kind: "system" }, async ({ leases }) => new Set(await leases.renewAll(held)));
}

/**
 * The tab's connection is gone: what it was offered goes on at once and without blame, and the orphan clock of running
 * conversations starts.
 */
export async function loseLease(world: World, actor: Staff, epoch: number): Promise<boolean> {
  return world.transaction(actor, async (store) => {
    const lost = await store.leases.lose(actor.id, epoch);
    if (lost) await leaveDesk(store, actor.id);
    return lost;
  });
}

/**
 * Finds leases that nobody renewed (a server that died cannot say goodbye) and contacts whose state has not heard of
 * their owner's coming or going. Each is a transaction of its own: when a whole house was cut off, nobody who comes back
 * waits for all the others. Gives the counsellors whose lease was lost.
 */
export async function sweepLeases(world: World): Promise<readonly CounsellorId[]> {
  const inTurn = <Value>(story: (store: Store) => Promise<Value>): Promise<Value> =>
    world.transaction({ kind: "system" }, story);
  const lost = await inTurn(({ leases }) => leases.sweep());
  for (const counsellorId of lost) await inTurn((store) => leaveDesk(store, counsellorId));
  for (const { contactId, isOwnerThere } of await inTurn(({ contacts }) => contacts.misattended())) {
    await inTurn((store) => apply(store, contactId, { type: isOwnerThere ? "return-owner" : "lose-owner" }));
  }
  for (const { contactId, guest } of await inTurn(({ contacts }) => contacts.forsaken())) {
    await inTurn((store) => apply(store, contactId, { type: "lose-guest", guest }));
  }
  return lost;
}

async function leaveDesk(store: Store, counsellorId: CounsellorId): Promise<void> {
  for (const offer of await store.offers.liveOf(counsellorId)) {
    await apply(store, offer.contactId, { type: "rescind-offer" });
  }
  for (const contactId of await store.contacts.visitedBy(counsellorId)) {
    await apply(store, contactId, { type: "lose-guest", guest: counsellorId });
  }
  for (const contactId of await store.contacts.attendedBy(counsellorId)) {
    await apply(store, contactId, { type: "lose-owner" });
  }
}

async function apply(store: Store, contactId: ContactId, command: ContactCommand): Promise<void> {
  const locked = await store.contacts.lock(contactId);
  if (locked !== undefined) await applyCommand(store, locked, command);
}
