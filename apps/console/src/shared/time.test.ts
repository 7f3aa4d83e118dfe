import { expect, test } from "vitest";
import { calendarDay, clockTime, dayWithName, lasting, secondsUntil } from "./time.ts";

test("times are the helpline's, whatever the machine's zone: 24 hours, day before month", () => {
  expect(clockTime("2026-11-21T19:14:59Z")).toBe("02:14");
  expect(clockTime("2026-11-21T17:00:00Z")).toBe("00:00");
  expect(calendarDay("2026-11-21T19:14:59Z")).toBe("22/11/2026");
  expect(dayWithName("2026-11-21T19:14:59Z", "vi")).toBe("CN 22/11/2026");
  expect(dayWithName("2026-11-21T16:59:59Z", "en")).toBe("Sat 21/11/2026");
});

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
