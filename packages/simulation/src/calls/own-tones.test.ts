import { FRAME, fromUlaw, shareOf, toneFrame } from "@nightlight/testkit/phone/tone";
import { expect, test } from "vitest";
import { ownTones } from "./own-tones.ts";

/** What a telephone keeps of what it hears: a third of a second. */
const PACKETS = 15;
const HEARD = 0.08;

test("everybody is heard by their own tone, and nobody by a neighbour's, up to a hundred and fifty", () => {
  for (const count of [1, 60, 150]) {
    const tones = ownTones(count);
    expect(new Set(tones).size).toBe(count);
    for (const [n, hertz] of tones.entries()) {
      const frames = Array.from({ length: PACKETS }, (_, packet) => toneFrame(hertz, packet * FRAME));
      const samples = Float64Array.from(Buffer.concat(frames), fromUlaw);
      const near = tones.slice(Math.max(0, n - 3), n + 4);
      expect(near.filter((each) => shareOf(samples, each) > HEARD)).toEqual([hertz]);
    }
  }
  expect(() => ownTones(151)).toThrow("cannot be told apart");
});
