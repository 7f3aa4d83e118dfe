import { accept, refuse, type Result } from "../result.ts";

/** How long ago a contact that is recorded by hand may have been received: more is a mistyped year. */
const OLDEST_RECEIPT_YEARS = 10;
/** How far a browser's clock may run ahead of ours. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * The time of receipt of what is recorded by hand. It cannot lie ahead; clocks count from it. A browser whose clock
 * runs a little fast is taken at the present time.
 */
export function receiptAt(receivedAt: Date, now: Date): Result<Date, "received-in-future" | "received-too-long-ago"> {
  if (receivedAt.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) return refuse("received-in-future");
  if (receivedAt.getUTCFullYear() < now.getUTCFullYear() - OLDEST_RECEIPT_YEARS) {
    return refuse("received-too-long-ago");
  }
  return accept(receivedAt > now ? now : receivedAt);
}
