import fc from "fast-check";
import type { Asked } from "./asked.ts";
import type { Draw, Wave } from "./play.ts";

/** What is asked how often: enough of everything to get to the end of a life, and back. */
const OFTEN: Readonly<Record<Asked["type"], number>> = {
  ...{ arrive: 5, show: 6, accept: 8, decline: 2, end: 3, "one-key": 3, close: 4, undo: 3, leave: 1, write: 1 },
  ...{ hold: 8, lose: 2, renew: 3, intent: 3, "check-in": 4, ring: 4, sweep: 2, match: 2 },
};

const what = fc.oneof(
  ...Object.entries(OFTEN).map(([type, weight]) => ({ weight, arbitrary: fc.constant(type as Asked["type"]) })),
);
const mostly = fc.integer({ min: 0, max: 9 }).map((number) => number > 0);

const draw: fc.Arbitrary<Draw> = fc.record({
  what,
  contact: fc.nat(11),
  person: fc.nat(11),
  isTheirs: mostly,
  isCurrent: mostly,
});

/** Waves of so many acts at once: half of them of one act, so that a house gets somewhere. */
export function wavesOf(atOnce: number, length: number): fc.Arbitrary<readonly Wave[]> {
  const wave = fc.record({
    // About the edges of clocks: 2 s to be shown, 8 s to undo, 12 s of a lease, 45 and 60 s of offers and orphans, the shift's end.
    wait: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 4, 8, 12, 45, 60, 300),
    draws: fc.oneof(
      fc.array(draw, { minLength: 1, maxLength: 1 }),
      fc.array(draw, { minLength: 2, maxLength: atOnce, size: "max" }),
    ),
  });
  return fc.array(wave, { minLength: Math.floor(length / 2), maxLength: length, size: "max" });
}
