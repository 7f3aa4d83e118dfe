import type { Dependencies } from "../dependencies.ts";
import type { Realtime } from "./realtime.ts";

const EVERY_MS = 20_000;

/**
 * Looks after the sign-ins that hang on this node: keeps connected ones alive, drops those that ended by themselves or
 * elsewhere (run out, suspended), and makes up for a lock that a notice between nodes did not bring.
 */
export function watchSessions(
  { access, log }: Dependencies,
  realtime: Realtime,
  everyMs = EVERY_MS,
): { stop(): Promise<void> } {
  const look = async (): Promise<void> => {
    const actors = new Map(realtime.localSessions().map((actor) => [actor.sessionId, actor]));
    if (actors.size === 0) return;
    for (const { sessionId, isAlive, isLocked } of await access.devices.fates([...actors.keys()])) {
      const actor = actors.get(sessionId);
      if (!isAlive) realtime.dropSession(sessionId);
      else if (actor !== undefined && isLocked && !realtime.isLockedHere(actor)) realtime.lockSession(actor);
    }
  };
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= look()
      .catch((error: unknown) => {
        log.warn({ reason: String(error) }, "sessions could not be looked after; the next round tries again");
      })
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
