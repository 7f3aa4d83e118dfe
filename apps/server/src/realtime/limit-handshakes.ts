import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { REFUSED_PER_MINUTE } from "../plugins/limit-rates.ts";
import type { RateLimits } from "../plugins/rate-limits.ts";
import { createSenderOf } from "../plugins/sender.ts";

/**
 * Lines that one address may open in a minute without a proof of who they are. A whole centre, or a school behind one
 * carrier, comes back at once when a server was started anew, and tries more than once: whoever proves who they are is not
 * counted, so that a house that comes back slowly is never locked out by its own tries.
 */
export const HANDSHAKES_PER_MINUTE = 1_200;

/** Lines of one person or one chat that are not counted against their address: more than a page that comes and goes needs. */
const LINES_PER_MINUTE = 40;

export type HandshakeLimits = {
  /** Whether this address may open one more line. */
  mayOpen(request: IncomingMessage): Promise<boolean>;
  /** The line proved who is on it: it no longer counts against its address. Once a line, and so often a minute for one of them. */
  proved(request: IncomingMessage, who: string): void;
  /** Counts a wrong proof of identity together with those that came by HTTP; false: this address has guessed enough. */
  mayGuess(request: IncomingMessage): Promise<boolean>;
};

/** Limits what a line may cost before anybody is known: by address, over all nodes. The log says that it happens, never who. */
export function limitHandshakes(
  limits: RateLimits,
  { trustedProxies }: { readonly trustedProxies: readonly string[] },
  log: Logger,
): HandshakeLimits {
  const senderOf = createSenderOf(trustedProxies);
  const forgiven = new WeakSet<IncomingMessage>();
  const isWithin = async (act: string, request: IncomingMessage, perMinute: number): Promise<boolean> => {
    const wait = await limits.count(act, senderOf(request), perMinute);
    if (wait !== undefined) log.warn({ act }, "too many sockets from one address");
    return wait === undefined;
  };
  return {
    mayOpen: (request) => isWithin("handshake", request, HANDSHAKES_PER_MINUTE),
    proved(request, who) {
      if (forgiven.has(request)) return;
      forgiven.add(request);
      void limits
        .countHere("line", who, LINES_PER_MINUTE)
        .then(async (wait) => {
          if (wait === undefined) await limits.forgive("handshake", senderOf(request), HANDSHAKES_PER_MINUTE);
        })
        .catch((error: unknown) => {
          log.debug({ reason: String(error) }, "a line that was counted stays counted for its minute");
        });
    },
    mayGuess: (request) => isWithin("refused", request, REFUSED_PER_MINUTE),
  };
}

type Line = { readonly request: IncomingMessage; readonly conn: { close(): unknown } };

/**
 * Refuses a line whose proof is wrong. One line may try again and again without a new handshake: an address that has
 * guessed enough is hung up on.
 */
export async function refuseLine(
  { request, conn }: Line,
  handshakes: HandshakeLimits,
  reason: Error,
  next: (error: Error) => void,
): Promise<void> {
  if (await handshakes.mayGuess(request)) next(reason);
  else conn.close();
}
