import { machineNow } from "../time/clock.ts";

/** After this long without a word the other side is asked whether it is there. */
const ASK_AFTER_MS = 5_000;
/** After this long without a word the screen counts as stale, whatever the socket says. */
const LOST_AFTER_MS = 9_000;
const LOOK_EVERY_MS = 1_000;

export type LineWatch = {
  /** The other side said something. */
  heard(): void;
  /** Nothing was said to a question: the line is lost from when it was last heard. */
  silent(): void;
  stop(): void;
};

type WatchedLine = {
  /** Whether the socket believes that it is connected. */
  isConnected(): boolean;
  /** Asks whether the other side is there; false when it did not answer in time. */
  ask(): Promise<boolean>;
  /** The line is lost since then, in machine time. Called again as long as it is. */
  lost(since: number): void;
  /** The other side answered. */
  alive(): void;
  /** Connects anew: the socket is dead and does not know it. */
  reconnect(): void;
};

/**
 * Notices a dead line within seconds, by silence alone: a pulled cable, a hung server, and a machine that slept (its
 * timers stood still, and the clock has jumped over the time in which something should have been heard).
 */
export function watchLine(line: WatchedLine): LineWatch {
  let heardAt = machineNow();
  let isAsking = false;
  const heard = (): void => {
    heardAt = machineNow();
  };
  const silent = (): void => {
    line.lost(heardAt);
    line.reconnect();
  };
  const ask = async (): Promise<void> => {
    isAsking = true;
    const isThere = await line.ask();
    isAsking = false;
    if (isThere) {
      heard();
      line.alive();
    } else if (line.isConnected()) {
      silent();
    }
  };
  const look = (): void => {
    const silence = machineNow() - heardAt;
    // A clock that was set back measures nothing.
    if (silence < 0) heard();
    if (silence >= LOST_AFTER_MS) line.lost(heardAt);
    if (silence >= ASK_AFTER_MS && !isAsking && line.isConnected()) void ask();
  };
  const offline = (): void => {
    line.lost(heardAt);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  window.addEventListener("offline", offline);
  return {
    heard,
    silent,
    stop() {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", look);
      window.removeEventListener("offline", offline);
    },
  };
}
