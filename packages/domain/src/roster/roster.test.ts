import { addDays } from "date-fns/addDays";
import { addHours } from "date-fns/addHours";
import { describe, expect, test } from "vitest";
import type { ShiftTemplate } from "../shift/shift.ts";
import { coverageGaps } from "./coverage.ts";
import { daysOfShifts, dutiesOf, makeRoster, placeFor } from "./make-roster.ts";
import { workingTimeProblems, type Duty, type WorkingTimeProblem } from "./working-time.ts";

const ZONE = "Asia/Ho_Chi_Minh";
const template = (id: string, startsAtLocal: string): ShiftTemplate => ({
  ...{ id, name: id, startsAtLocal, durationMinutes: 480, timeZone: ZONE },
});
const TEMPLATES = [template("early", "06:00"), template("late", "14:00"), template("night", "22:00")] as const;

const everybody = (count: number, withoutNights = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${String(index)}`, mayWorkNights: index >= withoutNights }));

const FROM = "2026-10-20";

describe("a made roster", () => {
  // Every seed is another order of the same people; twenty orders, and staffs from sixteen to forty.
  test.each(Array.from({ length: 20 }, (_, seed) => [seed, 16 + ((seed * 7) % 25), seed % 4] as const))(
    "keeps the rules and is never too thin (seed %i, %i people, %i without nights)",
    (seed, count, withoutNights) => {
      const people = everybody(count, withoutNights);
      const duties = makeRoster({ people, days: daysOfShifts(TEMPLATES, FROM, 42), seed });
      expect(workingTimeProblems({ people, duties, timeZone: ZONE })).toEqual([]);
      const from = new Date("2026-10-21T00:00:00Z");
      const enough = 2 * Math.floor((count - withoutNights) / 8);
      expect(coverageGaps(duties, { from, to: addDays(from, 40) }, () => enough)).toEqual([]);
      expect(enough).toBeGreaterThanOrEqual(2);
    },
  );

  test("goes on where an earlier one ended, and the seed alone decides the order", () => {
    const people = everybody(32, 3);
    const later = makeRoster({ people, days: daysOfShifts(TEMPLATES, "2026-10-27", 14), seed: 7 });
    const days = daysOfShifts(TEMPLATES, FROM, 21);
    const both = makeRoster({ people, days, seed: 7 });
    expect(both.filter(({ date }) => date >= "2026-10-27")).toEqual(later);
    expect(makeRoster({ people, days, seed: 8 })).not.toEqual(both);
  });

  test.each([0, 1, 2] as const)("puts somebody on a shift that is asked for (%i)", (shift) => {
    const [person] = everybody(1);
    if (person === undefined) throw new Error("nobody");
    const place = placeFor(shift, "2026-11-22");
    const duties = dutiesOf(person, daysOfShifts(TEMPLATES, "2026-11-22", 1), place);
    expect(duties.map(({ templateId }) => templateId)).toEqual([TEMPLATES[shift].id]);
  });
});

describe("the rules on working time", () => {
  const people = [
    { id: "an", mayWorkNights: true },
    { id: "be", mayWorkNights: false },
  ];
  const at = (text: string) => new Date(`${text}:00+07:00`);
  const duty = (start: string, hours = 8, personId = "an"): Duty => ({
    ...{ personId, startsAt: at(start), endsAt: addHours(at(start), hours) },
  });
  const rules = (duties: readonly Duty[]): WorkingTimeProblem["rule"][] =>
    workingTimeProblems({ people, duties, timeZone: ZONE }).map(({ rule }) => rule);
  const days = (first: number, count: number, hour: string) =>
    Array.from({ length: count }, (_, index) => duty(`2026-11-${String(first + index).padStart(2, "0")}T${hour}`));

  test.each<[string, readonly Duty[], readonly WorkingTimeProblem["rule"][]]>([
    ["five days, then two off", days(2, 5, "06:00"), []],
    ["six days are 48 hours", days(2, 6, "06:00"), []],
    ["nine hours are an hour of overtime", [duty("2026-11-02T06:00", 9)], []],
    ["thirteen hours", [duty("2026-11-02T06:00", 13)], ["too_long_a_shift"]],
    [
      "eleven days of twelve hours within a month",
      [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22].map((day) => duty(`2026-11-${String(day).padStart(2, "0")}T06:00`, 12)),
      ["too_much_overtime"],
    ],
    ["late, then early", [duty("2026-11-02T14:00"), duty("2026-11-03T06:00")], ["too_little_rest"]],
    ["two at once", [duty("2026-11-02T14:00"), duty("2026-11-02T20:00")], ["overlap"]],
    ["seven days without a day off", days(2, 7, "06:00"), ["too_many_hours_a_week", "no_weekly_rest"]],
    ["five nights in a row", days(2, 5, "22:00"), ["too_many_nights"]],
    ["four nights in a row", days(2, 4, "22:00"), []],
    ["a night of somebody who may not", [duty("2026-11-02T22:00", 8, "be")], ["no_nights"]],
    ["an early shift of the same", [duty("2026-11-02T06:00", 8, "be")], []],
    ["somebody unknown", [duty("2026-11-02T06:00", 8, "who")], ["unknown_person"]],
  ])("%s", (_, duties, expected) => {
    expect(rules(duties)).toEqual(expected);
  });

  test("a minute with too few people is named", () => {
    const duties = [duty("2026-11-02T06:00"), duty("2026-11-02T15:00")];
    expect(coverageGaps(duties, { from: at("2026-11-02T06:00"), to: at("2026-11-02T23:00") }, () => 1)).toEqual([
      { from: at("2026-11-02T14:00"), to: at("2026-11-02T15:00"), people: 0 },
    ]);
  });
});
