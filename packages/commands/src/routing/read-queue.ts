import { LANES, type Lane } from "@nightlight/domain/contact/lane";
import type { Contact } from "@nightlight/domain/contact/contact";
import { inQueueOrder } from "@nightlight/domain/routing/order";
import type { World } from "../world.ts";

/** Positions beyond this are told as this: nobody needs to know that they are the 501st. */
const QUEUE_LIMIT = 500;

export type LaneCount = { readonly lane: Lane; readonly waiting: number; readonly oldestArrivedAt: Date | undefined };

/** The queue in order, with the database's time. State only: no words, no personal data. */
export async function readQueue(world: World): Promise<readonly Contact[]> {
  return world.transaction({ kind: "system" }, async ({ contacts, now, policy }) =>
    inQueueOrder(await contacts.inQueue(QUEUE_LIMIT), await now(), policy),
  );
}

/** Counts a queue by lane. */
export function countByLane(queue: readonly Contact[]): LaneCount[] {
  return LANES.map((lane) => {
    const inLane = queue.filter((contact) => contact.lane === lane);
    const oldest = inLane.reduce<Date | undefined>(
      (soFar, { arrivedAt }) => (soFar === undefined || arrivedAt < soFar ? arrivedAt : soFar),
      undefined,
    );
    return { lane, waiting: inLane.length, oldestArrivedAt: oldest };
  });
}
