import { expect, test } from "vitest";
import { createHearing } from "./hearing.ts";
import { FRAME, SAMPLE_RATE, shareOf, toneFrame } from "./tone.ts";

const [FIRST, SECOND] = [1_150, 1_630];

/** So many packets of a tone, from the nth packet of the stream on. */
function packets(hz: number, from: number, count: number, source = 1): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const header = Buffer.alloc(12);
    header.writeUInt32BE(((from + index) * FRAME) >>> 0, 4);
    header.writeUInt32BE(source, 8);
    return Buffer.concat([header, toneFrame(hz, (from + index) * FRAME)]);
  });
}
const heardOf = (samples: Float64Array) => [FIRST, SECOND].filter((hz) => shareOf(samples, hz) > 0.08);

test("what a late process reads at once is not taken for one moment", () => {
  const hearing = createHearing();
  for (const packet of [...packets(FIRST, 0, 50), ...packets(SECOND, 50, 15)]) hearing.take(packet);
  expect(heardOf(hearing.samples())).toEqual([SECOND]);
  expect(hearing.samples()).toHaveLength(SAMPLE_RATE * 0.3);
});

test("both who spoke within the last moments are heard", () => {
  const hearing = createHearing();
  for (const packet of [...packets(FIRST, 0, 50), ...packets(SECOND, 50, 7)]) hearing.take(packet);
  expect(heardOf(hearing.samples())).toEqual([FIRST, SECOND]);
});

test("nothing is heard once nothing came for as long as a moment lasts, and a word is heard again", () => {
  const hearing = createHearing();
  expect(hearing.receives()).toBe(false);
  for (const packet of packets(FIRST, 0, 20)) hearing.take(packet);
  for (let turn = 0; turn < 14; turn += 1) hearing.pass();
  expect([hearing.receives(), heardOf(hearing.samples())]).toEqual([true, [FIRST]]);
  hearing.pass();
  expect([hearing.receives(), hearing.samples().length]).toEqual([false, 0]);
  for (const packet of packets(SECOND, 60, 5)) hearing.take(packet);
  expect(heardOf(hearing.samples())).toEqual([SECOND]);
});

test("another source, a jump of its time and a count that begins anew forget what was before", () => {
  const hearing = createHearing();
  for (const packet of packets(FIRST, 10, 15)) hearing.take(packet);
  for (const packet of packets(SECOND, 12, 6, 2)) hearing.take(packet);
  expect(heardOf(hearing.samples())).toEqual([SECOND]);
  for (const packet of packets(FIRST, 900, 6, 2)) hearing.take(packet);
  expect(heardOf(hearing.samples())).toEqual([FIRST]);
  const last = Math.floor(0xffff_ffff / FRAME);
  for (const packet of [...packets(SECOND, last - 20, 21, 2), ...packets(SECOND, last + 1, 5, 2)]) hearing.take(packet);
  expect([heardOf(hearing.samples()), hearing.samples().length]).toEqual([[SECOND], SAMPLE_RATE * 0.3]);
});
