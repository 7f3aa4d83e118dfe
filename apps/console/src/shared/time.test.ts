import { expect, test } from "vitest";
import { dayAfter, lasting, secondsUntil, startOfDay, typedInstant } from "./time.ts";

test.each([
  [-5, "00:00"],
  [41_900, "00:41"],
  [3_599_000, "59:59"],
  [3_726_000, "1:02:06"],
])("%d ms last %s", (milliseconds, words) => {
  expect(lasting(milliseconds)).toBe(words);
});

test("what has begun of a second still counts, and nothing is ever negative", () => {
  const now = Date.parse("2026-11-21T19:14:00Z");
  expect(secondsUntil("2026-11-21T19:14:07.100Z", now)).toBe(8);
  expect(secondsUntil("2026-11-21T19:13:00Z", now)).toBe(0);
});

test.each([
  ["2026-03-02", "Asia/Ho_Chi_Minh", "2026-03-01T17:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
  ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
  ["2026-11-02", "America/New_York", "2026-11-02T05:00:00.000Z"],
  ["2026-07-01", "Asia/Kathmandu", "2026-06-30T18:15:00.000Z"],
  ["2026-07-01", "UTC", "2026-07-01T00:00:00.000Z"],
])("%s begins in %s at %s", (day, zone, start) => {
  expect(startOfDay(day, zone)?.toISOString()).toBe(start);
});

test("a day that does not exist begins never, and the day after the last of a month is the first", () => {
  expect(startOfDay("2026-13-45")).toBeUndefined();
  expect(dayAfter("2026-02-28")).toBe("2026-03-01");
});

test.each([
  ["20/11/2026", "22:30", "2026-11-20T15:30:00.000Z"],
  [" 1-3-2026 ", "9h05", "2026-03-01T02:05:00.000Z"],
  ["31/11/2026", "22:30", undefined],
  ["11/20/2026", "22:30", undefined],
  ["20/11/26", "22:30", undefined],
  ["20/11/2026", "25:00", undefined],
  ["20/11/2026", "", undefined],
])("somebody who types %s %s means %s", (day, time, instant) => {
  expect(typedInstant(day, time)?.toISOString()).toBe(instant);
});
