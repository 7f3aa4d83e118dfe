import type { Logger } from "pino";
import type { z } from "zod";
import type { Access } from "../plugins/mount.ts";

/** What every socket event declares: who may send it and what it may hold. */
export type EventRule = { readonly access: Exclude<Access, "public">; readonly payload: z.ZodType | undefined };

/** The longest packet that is read from a socket, in bytes: ids and flags, never words. */
export const LONGEST_PACKET = 4_096;
/** What one socket may send: a burst, then so much a second. A console sends about one event in two seconds. */
const BURST = 60;
const PER_SECOND = 20;
/** Events dropped from one socket before it is closed: a page that cannot stop is no page of ours. */
const PATIENCE = 400;

/** Stops the boot when a socket has a listener that no rule declares. */
export function demandRules(
  rules: Readonly<Record<string, EventRule>>,
  listeners: Readonly<Record<string, unknown>>,
): void {
  for (const name of Object.keys(listeners)) {
    if (!Object.hasOwn(rules, name)) throw new Error(`Socket event ${name} declares no access`);
  }
}

type LimitedSocket = {
  use(door: (packet: unknown[], next: (error?: Error) => void) => void): unknown;
  disconnect(close: boolean): unknown;
};

/** Drops what a socket sends too fast, before anything else looks at it, and closes one that does not stop. */
export function limitEvents(socket: LimitedSocket, log: Logger, now: () => number = () => performance.now()): void {
  const take = createBucket(now);
  let dropped = 0;
  socket.use((_packet, next) => {
    if (take()) {
      next();
      return;
    }
    dropped += 1;
    if (dropped === 1) log.warn("a socket sends too fast; its events are dropped");
    if (dropped >= PATIENCE) socket.disconnect(true);
  });
}

/**
 * Forgets what a socket proved itself with, once it is known who it is: asked who is in a room, a node tells the others the
 * whole handshake, and a cookie or token has no business on that way.
 */
export function forgetProof({ handshake }: { handshake: { headers: object; auth: object } }): void {
  handshake.headers = {};
  handshake.auth = {};
}

/** Whether one more event fits: a bucket that refills with time, in milliseconds. */
function createBucket(now: () => number): () => boolean {
  let left = BURST;
  let filledAt = now();
  return () => {
    const at = now();
    left = Math.min(BURST, left + ((at - filledAt) / 1000) * PER_SECOND);
    filledAt = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
