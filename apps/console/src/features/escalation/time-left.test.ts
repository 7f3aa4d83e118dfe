import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";

const NOW = Date.parse("2026-11-22T07:00:00Z");

test.each([
  ["2026-11-22T10:20:00Z", { isOver: false, days: 0, hours: 3, minutes: 20 }],
  ["2026-11-22T07:00:20Z", { isOver: false, days: 0, hours: 0, minutes: 1 }],
  ["2026-11-22T07:00:00Z", { isOver: true, days: 0, hours: 0, minutes: 0 }],
  ["2026-11-22T06:44:40Z", { isOver: true, days: 0, hours: 0, minutes: 15 }],
  ["2026-11-25T08:00:00Z", { isOver: false, days: 3, hours: 1, minutes: 0 }],
])("%s", (at, left) => {
  expect(timeLeft(at, NOW)).toEqual(left);
});
