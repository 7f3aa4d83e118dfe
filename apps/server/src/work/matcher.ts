import { MATCHER_BATCH, runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { World } from "@nightlight/commands/world";
import type { Logger } from "pino";

/** Even with every hint lost, a free place meets a waiting contact within this time. */
const TICK_MS = 200;
const BUSY_RETRY_MS = 10;

export type Matcher = {
  /** There may be something to match. Cheap; calls during a pass are one more pass. */
  poke(): void;
  stop(): Promise<void>;
};

/** Runs matcher passes one at a time, on every hint and on a steady tick. */
export function startMatcher(world: World, log: Logger): Matcher {
  let pass: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    do {
      again = false;
      const made = await runMatcher(world);
      if (made === "busy") await new Promise((resolve) => setTimeout(resolve, BUSY_RETRY_MS));
      // A pass that filled its batch may have left somebody waiting; any other one served all it could.
      again ||= made === "busy" || made === MATCHER_BATCH;
    } while (again && !stopped);
  };
  const poke = (): void => {
    if (stopped) return;
    if (pass !== undefined) {
      again = true;
      return;
    }
    pass = run()
      .catch((error: unknown) => {
        log.warn({ reason: String(error) }, "a matcher pass failed; the next tick tries again");
      })
      .finally(() => {
        pass = undefined;
      });
  };
  const tick = setInterval(poke, TICK_MS);
  return {
    poke,
    async stop() {
      stopped = true;
      clearInterval(tick);
      await pass;
    },
  };
}
