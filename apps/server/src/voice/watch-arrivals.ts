import type { VoiceTroubleCode } from "@nightlight/domain/call/trouble";

/** So many calls from one number within a minute are no family's. */
const MANY_FROM_ONE = 10;
const WITHIN_MS = 60_000;

/** Looks at calls as they come: whether the channels are full, and whether very many come from one number. */
export function watchArrivals(lines: number, onTrouble: (code: VoiceTroubleCode) => void) {
  let recent: { readonly number: string; readonly at: number }[] = [];
  return {
    /** `up`: how many calls are up with this one. Nobody is turned away by it. */
    came(number: string | undefined, up: number, at: number): void {
      if (up >= lines) onTrouble("lines_full");
      if (number === undefined) return;
      recent = [...recent.filter((each) => each.at > at - WITHIN_MS), { number, at }];
      const from = recent.filter((each) => each.number === number).length;
      // Once for each ten, not once for each.
      if (from % MANY_FROM_ONE === 0) onTrouble("one_number");
    },
  };
}
