import { expect, test } from "vitest";
import { arrivalTimes } from "./arrival-times.ts";

test("one seed gives one series, another seed another", () => {
  const plan = { perSecond: 100, seconds: 2, seed: 1 };
  expect(arrivalTimes(plan)).toEqual(arrivalTimes(plan));
  expect(arrivalTimes(plan)).not.toEqual(arrivalTimes({ ...plan, seed: 2 }));
});

test("arrivals come in order, within the time, about as many as asked for, and not in step", () => {
  const times = arrivalTimes({ perSecond: 100, seconds: 60, seed: 7 });
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)).toBeLessThan(60_000);
  // Four standard deviations of a Poisson count of 6000.
  expect(Math.abs(times.length - 6_000)).toBeLessThan(4 * Math.sqrt(6_000));
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  // Gaps of a Poisson process are exponential: 63 % of them are shorter than their mean.
  const short = gaps.filter((gap) => gap < 10).length / gaps.length;
  expect(short).toBeGreaterThan(0.6);
  expect(short).toBeLessThan(0.66);
});
