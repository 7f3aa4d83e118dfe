import { expect, test } from "vitest";
import { lengthOf, shareOf, timeAndDay } from "./time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [59_999, { unit: "minutes", minutes: 0 }],
  [12 * MINUTE, { unit: "minutes", minutes: 12 }],
  [HOUR, { unit: "hours", hours: 1, minutes: "00" }],
  [3 * HOUR + 20 * MINUTE + 59_999, { unit: "hours", hours: 3, minutes: "20" }],
  [48 * HOUR - 1, { unit: "hours", hours: 47, minutes: "59" }],
  [48 * HOUR, { unit: "days", days: 2 }],
  [-26 * HOUR, { unit: "hours", hours: 26, minutes: "00" }],
])("%i ms are said in their largest parts, never rounded up", (milliseconds, length) => {
  expect(lengthOf(milliseconds)).toEqual(length);
});

test("a time of another day there carries its day", () => {
  const now = Date.parse("2026-03-02T05:00:00Z");
  expect(timeAndDay("2026-03-02T07:53:00Z", now)).toBe("14:53");
  expect(timeAndDay("2026-03-02T17:00:00Z", now)).toBe("00:00 03/03/2026");
});

test("the share of a limit stays between nothing and all of it", () => {
  const [from, until] = ["2026-03-02T05:00:00Z", "2026-03-02T06:00:00Z"];
  expect([-1, 0, 30, 60, 90].map((minute) => shareOf(from, until, Date.parse(from) + minute * MINUTE))).toEqual([
    0, 0, 50, 100, 100,
  ]);
  expect(shareOf(until, from, Date.parse(from))).toBe(100);
});
