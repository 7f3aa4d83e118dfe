import { accept, type Result } from "@nightlight/domain/result";
import { entryLane, type ArrivalFacts } from "@nightlight/domain/contact/lane";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { Actor } from "@nightlight/domain/access/access";
import { barOwnIdentity } from "../access/bar-from-contact.ts";
import type { Arrival, World } from "../world.ts";

/** The one queue that there is by default. */
export const DEFAULT_QUEUE = "default";

export type ArrivingContact = Omit<Arrival, "contactId" | "queueId" | "lane" | "message"> & {
  readonly contactId: string;
  readonly facts: ArrivalFacts;
  readonly text: string | undefined;
};

/**
 * Stores an arrival and puts it in the queue. When this returns, it is committed: only then may the sender be told
 * "received". The same key gives the same contact again, with `repeated`.
 */
export async function beginContact(
  world: World,
  actor: Extract<Actor, { kind: "child" | "gateway" }>,
  input: ArrivingContact,
): Promise<Result<{ contact: Contact; at: Date; repeated: boolean }, never>> {
  const { facts, text, ...arrival } = input;
  return world.transaction(actor, async (store) => {
    const arriving = store.contacts.arrive({
      ...arrival,
      queueId: DEFAULT_QUEUE,
      lane: entryLane(facts),
      message: text === undefined ? undefined : { id: world.newId(), clientKey: "arrival", text },
    });
    if (arrival.identity === undefined) return accept(await arriving);
    const [arrived, owners] = await Promise.all([arriving, store.identities.ownersOf(arrival.identity)]);
    if (arrived.repeated) return accept(arrived);
    const { contact } = await barOwnIdentity(world, store, actor, arrived, owners);
    return accept({ ...arrived, contact });
  });
}
