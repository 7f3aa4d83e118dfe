import { coverageGaps } from "@nightlight/domain/roster/coverage";
import { workingTimeProblems } from "@nightlight/domain/roster/working-time";
import { addDays } from "date-fns/addDays";
import { addHours } from "date-fns/addHours";
import { expect, test } from "vitest";
import { DEMO_STAFF } from "./people.ts";
import { demoDays, demoRoster, ROSTER_DAYS, TIME_ZONE } from "./shifts.ts";

const BEHIND: Readonly<Record<string, 0 | 1 | 2 | 3>> = { lan: 0, minh: 0 };
const PEOPLE = DEMO_STAFF.full
  .filter(({ roles }) => roles.includes("counsellor"))
  .map(({ username: id, mayWorkNights }) => ({ id, mayWorkNights, turnsBehind: BEHIND[id] }));

// Eight days of the rotation, a start every seven hours: each shift is met at several of its hours.
test.each(Array.from({ length: 28 }, (_, start) => addHours(new Date("2026-11-20T15:30:00Z"), start * 7)))(
  "whenever the demo is started (%s), its roster keeps the rules, is never thin, and has Lan and Minh there",
  (now) => {
    const duties = demoRoster(PEOPLE, demoDays(now, ROSTER_DAYS.back), now);
    expect(workingTimeProblems({ people: PEOPLE, duties, timeZone: TIME_ZONE })).toEqual([]);
    const span = { from: addDays(now, -14), to: addDays(now, 14) };
    expect(coverageGaps(duties, span, () => 6)).toEqual([]);
    const there = duties
      .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
      .map(({ personId }) => personId);
    expect(there).toEqual(expect.arrayContaining(["lan", "minh"]));
  },
);
