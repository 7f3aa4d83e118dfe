import fc from "fast-check";
import { expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { occurrence } from "../shift/shift.ts";
import { joinedGaps } from "./coverage.ts";
import { daysOfShifts } from "./make-roster.ts";
import { decideRosterChange, FIRST_TEMPLATES, rulesAgainst, UNDOES, ROSTER_ACTS, type RosterShift } from "./roster.ts";
import { workingTimeProblems, type Duty } from "./working-time.ts";

const [early, late, night] = FIRST_TEMPLATES.map((template) => ({ ...template, id: template.name }));
if (early === undefined || late === undefined || night === undefined) throw new Error("There are three shifts");

const timeZone = "Asia/Ho_Chi_Minh";
const days = daysOfShifts([early, late, night], "2026-03-02", 21);
const shiftOn = (day: number, turn: 0 | 1 | 2): RosterShift => {
  const found = days[day]?.shifts[turn];
  if (found === undefined) throw new Error("No such shift");
  const rest = { id: `${String(day)}/${String(turn)}`, name: "", timeZone, version: 1 };
  return { ...found, ...rest, people: [], onCall: [], calledIn: [], absent: [] };
};
const shift = shiftOn(3, 0);
const before = new Date(shift.startsAt.getTime() - 72 * 3_600_000);
const free = { others: [], counsellors: [], despite: [] };

test("what takes an act back is an act, and nothing is undone by itself", () => {
  expect(ROSTER_ACTS.every((act) => ROSTER_ACTS.includes(UNDOES[act]) && UNDOES[act] !== act)).toBe(true);
});

test("somebody who has come is not taken off, and cannot be absent", () => {
  const there = { ...shift, people: [{ personId: "lan", checkedInAt: shift.startsAt }] };
  for (const act of ["remove", "absent"] as const) {
    const decided = decideRosterChange(there, { act, personId: "lan" }, free, shift.startsAt, STANDARD_POLICY);
    expect(decided).toEqual({ ok: false, refusal: "already-checked-in" });
  }
});

test("the last one is taken off a shift that is far away, not off one that is near", () => {
  const on = { ...shift, people: [{ personId: "lan", checkedInAt: undefined }] };
  const alone = { ...free, counsellors: ["lan"] };
  const remove = { act: "remove", personId: "lan" } as const;
  const near = new Date(shift.startsAt.getTime() - 12 * 3_600_000);
  expect(decideRosterChange(on, remove, alone, new Date(near.getTime() - 1), STANDARD_POLICY)).toEqual({
    ok: true,
    value: true,
  });
  const refused = { ok: false, refusal: "leaves-nobody" };
  expect(decideRosterChange(on, remove, alone, near, STANDARD_POLICY)).toEqual(refused);
  const beside = { ...free, counsellors: ["lan", "minh"] };
  expect(decideRosterChange(on, remove, beside, near, STANDARD_POLICY)).toEqual({ ok: true, value: true });
  // Illness is a fact.
  expect(decideRosterChange(on, { act: "absent", personId: "lan" }, alone, near, STANDARD_POLICY).ok).toBe(true);
});

test("nothing of a shift that is over changes", () => {
  const decided = decideRosterChange(shift, { act: "assign", personId: "lan" }, free, shift.endsAt, STANDARD_POLICY);
  expect(decided).toEqual({ ok: false, refusal: "shift-over" });
});

test("a second shift at the same time is refused whatever is gone beyond", () => {
  const others = [{ personId: "lan", startsAt: shift.startsAt, endsAt: shift.endsAt }];
  const all = { others, counsellors: [], despite: ["overlap", "too_little_rest"] } as const;
  const decided = decideRosterChange(shift, { act: "assign", personId: "lan" }, all, before, STANDARD_POLICY);
  expect(decided).toEqual({ ok: false, refusal: "works-elsewhere" });
});

test("property: whoever is put on shifts without an objection has a roster that keeps the rules", () => {
  const wish = fc.record({ day: fc.nat({ max: 20 }), turn: fc.constantFrom(0 as const, 1 as const, 2 as const) });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
      const duties: Duty[] = [];
      for (const { day, turn } of wishes) {
        const wanted = shiftOn(day, turn);
        const context = { ...free, others: duties };
        const decided = decideRosterChange(
          wanted,
          { act: "assign", personId: "lan" },
          context,
          before,
          STANDARD_POLICY,
        );
        if (decided.ok) duties.push({ personId: "lan", startsAt: wanted.startsAt, endsAt: wanted.endsAt });
        else expect(rulesAgainst(wanted, "lan", duties)).not.toEqual([]);
      }
      const people = [{ id: "lan", mayWorkNights: true }];
      expect(workingTimeProblems({ people, duties, timeZone })).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("gaps that follow each other are one, unless another number is missing", () => {
  const hour = (n: number): Date => new Date(Date.UTC(2026, 2, 2, n));
  const gap = (from: number, to: number, people: number) => ({ from: hour(from), to: hour(to), people });
  expect(joinedGaps([gap(0, 1, 0), gap(1, 3, 0), gap(3, 4, 1), gap(5, 6, 1)])).toEqual([
    gap(0, 3, 0),
    gap(3, 4, 1),
    gap(5, 6, 1),
  ]);
  expect(joinedGaps([])).toEqual([]);
});

test("the shifts that a helpline begins with cover a leap day exactly once", () => {
  const shifts = ["2028-02-28", "2028-02-29", "2028-03-01"].flatMap((date) =>
    [early, late, night].map((template) => occurrence(template, date)),
  );
  for (let minute = Date.UTC(2028, 1, 28, 17); minute < Date.UTC(2028, 1, 29, 17); minute += 60_000) {
    const now = new Date(minute);
    expect(shifts.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)).toHaveLength(1);
  }
});
