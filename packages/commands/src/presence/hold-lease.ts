import type { Actor } from "@nightlight/domain/access/access";
import type { CounsellorId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { applyCommand } from "../contact/change-contact.ts";

type Counsellor = Extract<Actor, { kind: "counsellor" }>;

/** One tab of a counsellor takes the lease. Another living tab keeps it unless the person asked to take over. */
export async function holdLease(
  world: World,
  actor: Counsellor,
  takeOver: boolean,
): Promise<Result<number, "held-elsewhere">> {
  return world.transaction(actor, async (store) => {
    const epoch = await store.leases.hold(actor.id, actor.sessionId, takeOver);
    if (epoch === undefined) return refuse("held-elsewhere");
    await forActiveContacts(store, actor.id, "return-owner");
    return accept(epoch);
  });
}

/** Keeps the lease alive. False: this tab no longer holds it. */
export async function renewLease(world: World, actor: Counsellor, epoch: number): Promise<boolean> {
  return world.transaction(actor, ({ leases }) => leases.renew(actor.id, epoch));
}

/** The tab's connection is gone: offers stop at once, and the orphan clock of running conversations starts. */
export async function loseLease(world: World, actor: Counsellor, epoch: number): Promise<boolean> {
  return world.transaction(actor, async (store) => {
    const lost = await store.leases.lose(actor.id, epoch);
    if (lost) await forActiveContacts(store, actor.id, "lose-owner");
    return lost;
  });
}

/** Finds leases that nobody renewed: a server that died cannot say goodbye. Gives the counsellors concerned. */
export async function sweepLeases(world: World): Promise<readonly CounsellorId[]> {
  return world.transaction({ kind: "system" }, async (store) => {
    const lost = await store.leases.sweep();
    for (const counsellorId of lost) await forActiveContacts(store, counsellorId, "lose-owner");
    return lost;
  });
}

async function forActiveContacts(
  store: Store,
  counsellorId: CounsellorId,
  type: "lose-owner" | "return-owner",
): Promise<void> {
  for (const contactId of await store.contacts.activeOf(counsellorId)) {
    const locked = await store.contacts.lock(contactId);
    if (locked !== undefined) await applyCommand(store, locked, { type });
  }
}
