import { ring } from "@nightlight/commands/clock/ring";
import type { World } from "@nightlight/commands/world";
import type { JobHandlers } from "@nightlight/jobs/job";

/** A handler for every job. Each asks the domain again, so it may run late, twice or never in order. */
export function createHandlers(world: World): JobHandlers {
  return {
    "clock.ring": async (clock) => {
      await ring(world, clock);
    },
  };
}
