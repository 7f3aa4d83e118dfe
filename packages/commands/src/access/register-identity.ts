import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { OwnIdentity } from "./access-stores.ts";
import { barOwnIdentity } from "./bar-from-contact.ts";

/**
 * Registers a number or account as one's own: whatever came or comes from it does not exist for this person. Repeating
 * it finishes what an interrupted first time left.
 */
export async function registerIdentity(
  world: World,
  actor: Staff,
  identity: string,
): Promise<Result<readonly OwnIdentity[], "not-found">> {
  if (!may(actor, "barring.register-own", { personId: actor.id })) return refuse("not-found");
  const own = await world.transaction(actor, async ({ identities, audit }) => {
    await identities.register(identity);
    await audit.write({ action: "identity.registered", subject: { kind: "person", id: actor.id } });
    return identities.list();
  });
  await world.transaction({ kind: "system" }, async (store) => {
    for (const contactId of await store.identities.contactsFrom(identity)) {
      const locked = await store.contacts.lock(contactId);
      if (locked !== undefined) await barOwnIdentity(world, store, { kind: "system" }, locked, [actor.id]);
    }
  });
  return accept(own);
}

/**
 * Takes back a number that one registered as one's own: what comes from it from now on is barred to one no more. Bars
 * that it has set stay; whoever supervises lifts them. Repeating it is harmless.
 */
export async function removeIdentity(
  world: World,
  actor: Staff,
  id: string,
): Promise<Result<readonly OwnIdentity[], "not-found">> {
  if (!may(actor, "barring.register-own", { personId: actor.id })) return refuse("not-found");
  return world.transaction(actor, async ({ identities, audit }) => {
    if (await identities.remove(id)) {
      await audit.write({ action: "identity.removed", subject: { kind: "person", id: actor.id } });
    }
    return accept(await identities.list());
  });
}

/** What a person registered as their own: endings only. */
export async function readIdentities(world: World, actor: Staff): Promise<readonly OwnIdentity[]> {
  return world.transaction(actor, ({ identities }) => identities.list());
}
