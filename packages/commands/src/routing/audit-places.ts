import { match } from "@nightlight/domain/routing/match";
import type { World } from "../world.ts";

/** How far down the queue the auditor looks: whoever stands behind waits for those before. */
const LOOKED_AT = 64;

/**
 * Pairs of a waiting contact and a free place that the matcher would bring together now, by the same function over one
 * snapshot. Undefined while a matcher is at it. A pair that is still there a while later breaks invariant I5.
 */
export async function findUnserved(world: World): Promise<ReadonlyMap<string, string> | undefined> {
  return world.transaction({ kind: "system" }, async (store) => {
    const floor = await store.floor(LOOKED_AT);
    if (floor === undefined) return undefined;
    const pairs = match(floor.waiting, floor.seats, floor.at, store.policy);
    return new Map(pairs.map(({ contact, to }) => [`${contact.id}/${String(contact.version)}/${to}`, contact.id]));
  });
}
