import { setTimeout as sleep } from "node:timers/promises";
import { NoRoomError } from "./no-room.ts";
import type { RunningService } from "./service.ts";

const RESTARTS = 5;
const WITHIN_MS = 60_000;
const ROOM_AGAIN_MS = 2_000;

export type KeptService = {
  /** Resolves with the reason when the service ended too often to be started again. */
  gaveUp: Promise<string>;
  stop: () => Promise<void>;
};

/**
 * Starts a service, and starts it again when it ends on its own: a crash at night must not wait for a person. It gives up
 * after five restarts within a minute; while its disk is full it waits. Rejects when the first start fails.
 */
export async function keepRunning(
  name: string,
  start: () => Promise<RunningService>,
  say: (line: string) => void,
): Promise<KeptService> {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let current = await start();
  let starting: Promise<unknown> = Promise.resolve();

  /** A full disk is no reason to give up: a person makes room, and everything goes on by itself. */
  const startOnceThereIsRoom = async (): Promise<RunningService | undefined> => {
    for (let isTold = false; !isStopping();) {
      try {
        const started = await start();
        if (isTold) say(`${name} is back`);
        return started;
      } catch (error) {
        if (!(error instanceof NoRoomError)) throw error;
        if (!isTold) say(`${error.message} It is tried again every ${String(ROOM_AGAIN_MS / 1000)} seconds.`);
        isTold = true;
        await sleep(ROOM_AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
    return undefined;
  };

  const watch = async (): Promise<string> => {
    let ends: number[] = [];
    for (;;) {
      const how = await current.exited;
      if (isStopping()) return new Promise(() => undefined);
      const now = performance.now();
      ends = [...ends.filter((end) => now - end < WITHIN_MS), now];
      if (ends.length > RESTARTS) return `${name} ended ${ends.length} times within a minute (${how})`;
      say(`${name} ended (${how}) and is started again`);
      await sleep(200 * ends.length);
      try {
        const next = startOnceThereIsRoom();
        starting = next.catch(() => undefined);
        current = (await next) ?? current;
      } catch (error) {
        return `${name} did not start again: ${error instanceof Error ? error.message : String(error)}`;
      }
      if (isStopping()) return new Promise(() => undefined);
    }
  };
  return {
    gaveUp: watch(),
    async stop() {
      stopping.abort();
      await starting;
      await current.stop();
    },
  };
}
