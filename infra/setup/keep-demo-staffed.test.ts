import { expect, test } from "vitest";
import { isDemoDue } from "./keep-demo-staffed.ts";

test("the demo's shifts are looked at 20 minutes before each change and at the change, in Vietnam's time", () => {
  const day = Date.parse("2026-11-21T00:00:00+07:00");
  const at = (minute: number): Date => new Date(day + minute * 60_000);
  const due = Array.from({ length: 1440 }, (_, minute) => minute).filter((minute) =>
    isDemoDue(at(minute - 1), at(minute)),
  );
  const times = due.map((minute) => `${String(Math.floor(minute / 60))}:${String(minute % 60).padStart(2, "0")}`);
  expect(times).toEqual(["5:40", "6:00", "13:40", "14:00", "21:40", "22:00"]);
  // After the machine slept.
  expect(isDemoDue(at(300), at(600))).toBe(true);
});
