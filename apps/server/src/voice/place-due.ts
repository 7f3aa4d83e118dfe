import { isWaiting } from "@nightlight/domain/contact/contact";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { CallEntry } from "./call-entry.ts";

/**
 * Whether a caller who waits is to hear again where they stand: every so often as the policy says, 0 for never. `now` is
 * this process's own clock, in milliseconds. A restricted caller is told to press a key instead.
 */
export function isPlaceDue(entry: CallEntry, { placeToldSeconds }: RoutingPolicy, now: number): boolean {
  const { contact, call } = entry;
  if (placeToldSeconds === 0 || contact === undefined || !isWaiting(contact) || call.mayGoAhead === true) {
    entry.placeToldAt = undefined;
    return false;
  }
  entry.placeToldAt ??= now;
  if (now - entry.placeToldAt < placeToldSeconds * 1000) return false;
  if (call.hears === "music") entry.placeToldAt = now;
  return true;
}
