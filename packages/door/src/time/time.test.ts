import { expect, test } from "vitest";
import { calendarDay, clockTime, dayWithName } from "./time.ts";

test("times are the helpline's, whatever the machine's zone: 24 hours, day before month", () => {
  expect(clockTime("2026-11-21T19:14:59Z")).toBe("02:14");
  expect(clockTime("2026-11-21T17:00:00Z")).toBe("00:00");
  expect(calendarDay("2026-11-21T19:14:59Z")).toBe("22/11/2026");
  expect(dayWithName("2026-11-21T19:14:59Z", "vi")).toBe("CN 22/11/2026");
  expect(dayWithName("2026-11-21T16:59:59Z", "en")).toBe("Sat 21/11/2026");
});
