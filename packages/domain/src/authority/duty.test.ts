import { expect, test } from "vitest";
import { onDutyAt, type Duty } from "./duty.ts";

const duty = (name: string, changes: Partial<Duty> = {}): Duty => ({
  personId: undefined,
  name,
  phone: "0243 000 000",
  weekdays: [1, 2, 3, 4, 5],
  fromLocal: "08:00",
  durationMinutes: 540,
  timeZone: "Asia/Ho_Chi_Minh",
  ...changes,
});
const OFFICE = duty("office");
const NIGHT = duty("night", { weekdays: [7], fromLocal: "17:00", durationMinutes: 900 });
const ALWAYS = duty("always", { weekdays: [1, 2, 3, 4, 5, 6, 7], fromLocal: "00:00", durationMinutes: 1440 });
const local = (text: string): Date => new Date(`${text}:00+07:00`);

// 2 March 2026 is a Monday.
test.each([
  ["the office on a working day", "2026-03-02T08:00", [OFFICE, ALWAYS], "office"],
  ["not after its last minute", "2026-03-02T17:00", [OFFICE], undefined],
  ["not on a Sunday", "2026-03-01T09:00", [OFFICE], undefined],
  ["whoever is always there, when nobody nearer is", "2026-03-01T09:00", [OFFICE, ALWAYS], "always"],
  ["Sunday's night until Monday morning", "2026-03-02T07:59", [NIGHT], "night"],
  ["and not Monday's night", "2026-03-02T18:00", [NIGHT], undefined],
])("on duty: %s", (_, time, duties, name) => {
  expect(onDutyAt(duties, [], local(time))?.name).toBe(name);
});

test("whoever is barred is left out, and nothing says why", () => {
  const named = { ...OFFICE, personId: "officer-1" };
  expect(onDutyAt([named, ALWAYS], ["officer-1"], local("2026-03-02T09:00"))).toEqual({
    name: "always",
    phone: ALWAYS.phone,
  });
  expect(onDutyAt([named], ["officer-1"], local("2026-03-02T09:00"))).toBeUndefined();
});
