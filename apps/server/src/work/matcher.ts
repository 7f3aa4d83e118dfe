import { MATCHER_BATCH, runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { World } from "@nightlight/commands/world";
import type { Logger } from "pino";
import type { MatchHint } from "./reactions.ts";

/** Even with every hint lost, a free place meets a waiting contact within this time. */
const TICK_MS = 200;
const BUSY_RETRY_MS = 10;

export type Matcher = {
  /**
   * Somebody began to wait, or a place became free. Cheap: calls during a pass are one more pass, and a free place calls
   * nobody while the last pass left nobody waiting.
   */
  poke(hint: MatchHint): void;
  stop(): Promise<void>;
};

/** Runs matcher passes one at a time, on every hint that may matter and on a steady tick. */
export function startMatcher(world: World, log: Logger): Matcher {
  let pass: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  /** What is known here. Another node's queue shows at the next tick at the latest. */
  let somebodyWaits = true;

  const run = async (): Promise<void> => {
    do {
      again = false;
      somebodyWaits = false;
      const done = await runMatcher(world);
      if (done === "busy") await new Promise((resolve) => setTimeout(resolve, BUSY_RETRY_MS));
      somebodyWaits ||= done === "busy" || done.left;
      // A pass that filled its batch may have left somebody waiting; any other one served all it could.
      again ||= done === "busy" || done.made >= MATCHER_BATCH;
    } while (again && !stopped);
  };
  const look = (): void => {
    if (stopped) return;
    if (pass !== undefined) {
      again = true;
      return;
    }
    pass = run()
      .catch((error: unknown) => {
        somebodyWaits = true;
        log.warn({ reason: String(error) }, "a matcher pass failed; the next tick tries again");
      })
      .finally(() => {
        pass = undefined;
      });
  };
  const poke = (hint: MatchHint): void => {
    if (hint === "waits") somebodyWaits = true;
    // A pass that is running may have read the floor before this place was free.
    if (somebodyWaits || pass !== undefined) look();
  };
  const tick = setInterval(look, TICK_MS);
  return {
    poke,
    async stop() {
      stopped = true;
      clearInterval(tick);
      await pass;
    },
  };
}
