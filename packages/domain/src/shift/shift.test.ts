import { describe, expect, test } from "vitest";
import { covers, gateOf, occurrence, occurrencesAround, windsDown, type ShiftTemplate } from "./shift.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const threeShifts = (timeZone: string): ShiftTemplate[] =>
  ["06:00", "14:00", "22:00"].map((startsAtLocal) => ({
    id: startsAtLocal,
    name: startsAtLocal,
    startsAtLocal,
    durationMinutes: 480,
    timeZone,
  }));
const [morning, , night] = threeShifts("Asia/Ho_Chi_Minh") as [ShiftTemplate, ShiftTemplate, ShiftTemplate];
const utc = (text: string): Date => new Date(`${text}Z`);

const DAY_MS = 24 * 60 * 60 * 1000;
const dates = Array.from({ length: 368 }, (_, day) =>
  new Date(Date.UTC(2025, 11, 30) + day * DAY_MS).toISOString().slice(0, 10),
);

test("an occurrence is half-open, in UTC, named by the local date of its start", () => {
  expect(occurrence(night, "2026-03-02")).toEqual({
    templateId: "22:00",
    date: "2026-03-02",
    startsAt: utc("2026-03-02T15:00"),
    endsAt: utc("2026-03-02T23:00"),
  });
  const shift = occurrence(morning, "2026-03-02");
  expect(covers(shift, shift.startsAt)).toBe(true);
  expect(covers(shift, new Date(shift.endsAt.getTime() - 1))).toBe(true);
  expect(covers(shift, shift.endsAt)).toBe(false);
});

test("a shift across midnight, a month's end and a leap day is nothing special", () => {
  expect(occurrence(night, "2026-12-31").endsAt).toEqual(utc("2026-12-31T23:00"));
  expect(occurrence(night, "2028-02-28").endsAt).toEqual(utc("2028-02-28T23:00"));
});

test("at three in the morning it is yesterday's night shift that runs", () => {
  const now = utc("2026-03-02T20:00"); // 03:00 on the third in Hà Nội
  const running = occurrencesAround(night, now).filter((shift) => covers(shift, now));
  expect(running.map(({ date }) => date)).toEqual(["2026-03-02"]);
});

describe.each(["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe"])(
  "in %s",
  (timeZone) => {
    const templates = threeShifts(timeZone);
    const year = dates
      .flatMap((date) => templates.map((template) => occurrence(template, date)))
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());

    test("every minute of a year is covered exactly once by three shifts of eight hours", () => {
      const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];
      const covered = new Uint8Array((to - from) / 60_000);
      for (const { startsAt, endsAt } of year) {
        const first = Math.max(0, (startsAt.getTime() - from) / 60_000);
        const last = Math.min(covered.length, (endsAt.getTime() - from) / 60_000);
        for (let minute = first; minute < last; minute += 1) covered[minute] = (covered[minute] ?? 0) + 1;
      }
      expect(covered.every((times) => times === 1)).toBe(true);
    });

    test("whoever asks at some moment finds the one shift that runs", () => {
      for (const { startsAt, endsAt } of year.filter((_, n) => n % 7 === 0).slice(1, -1)) {
        for (const now of [
          startsAt,
          new Date((startsAt.getTime() + endsAt.getTime()) / 2),
          new Date(endsAt.getTime() - 1),
        ]) {
          const running = templates
            .flatMap((template) => occurrencesAround(template, now))
            .filter((s) => covers(s, now));
          expect(running).toHaveLength(1);
        }
      }
    });
  },
);

test.each([
  { name: "the spring night is an hour shorter", date: "2026-03-28", hours: 7 },
  { name: "the autumn night is an hour longer", date: "2026-10-24", hours: 9 },
  { name: "any other night has its eight hours", date: "2026-06-10", hours: 8 },
])("in Berlin $name: the relief comes at six by the clock on the wall", ({ date, hours }) => {
  const shift = occurrence(threeShifts("Europe/Berlin")[2] as ShiftTemplate, date);
  expect((shift.endsAt.getTime() - shift.startsAt.getTime()) / 3_600_000).toBe(hours);
});

test("a shift may be longer than a day has left, and start in an hour that summer time leaves out", () => {
  const long: ShiftTemplate = {
    id: "x",
    name: "x",
    startsAtLocal: "02:30",
    durationMinutes: 1440,
    timeZone: "Europe/Berlin",
  };
  const [before, gap, next] = ["2026-03-28", "2026-03-29", "2026-03-30"].map((date) => occurrence(long, date));
  expect(before?.endsAt).toEqual(gap?.startsAt);
  expect(gap?.endsAt).toEqual(next?.startsAt);
});

describe("the gate", () => {
  const startsAt = utc("2026-03-02T15:00");
  const endsAt = utc("2026-03-02T23:00");
  const inShift = { startsAt, endsAt, checkedInAt: startsAt };

  test.each([
    { name: "no roster is closed, never open", shift: undefined, at: "15:00:00", gate: "closed" },
    { name: "before anybody may check in", shift: inShift, at: "14:39:59.999", gate: "before" },
    {
      name: "early, checked in",
      shift: { ...inShift, checkedInAt: utc("2026-03-02T14:40") },
      at: "14:40:00",
      gate: "open",
    },
    { name: "early, not checked in", shift: { ...inShift, checkedInAt: undefined }, at: "14:50:00", gate: "before" },
    { name: "at the start, checked in", shift: inShift, at: "15:00:00", gate: "open" },
    { name: "not checked in", shift: { ...inShift, checkedInAt: undefined }, at: "18:00:00", gate: "before" },
    { name: "a moment before the last ten minutes", shift: inShift, at: "22:49:59.999", gate: "open" },
    { name: "the last ten minutes", shift: inShift, at: "22:50:00", gate: "winding_down" },
    { name: "the last moment", shift: inShift, at: "22:59:59.999", gate: "winding_down" },
    { name: "at the end", shift: inShift, at: "23:00:00", gate: "closed" },
    {
      name: "never checked in, and over",
      shift: { ...inShift, checkedInAt: undefined },
      at: "23:00:00",
      gate: "closed",
    },
  ])("$name: $gate", ({ shift, at, gate }) =>
    expect(gateOf(shift, utc(`2026-03-02T${at}`), STANDARD_POLICY)).toBe(gate),
  );
});

describe("near the end of a shift", () => {
  const endsAt = utc("2026-03-02T23:00");

  test.each([
    { slot: "chat", at: "22:49:59.999", winds: false },
    { slot: "chat", at: "22:50:00", winds: true },
    // A typical call would not fit any more.
    { slot: "voice", at: "22:39:59.999", winds: false },
    { slot: "voice", at: "22:40:00", winds: true },
  ] as const)("at $at a new $slot stays away: $winds", ({ slot, at, winds }) =>
    expect(windsDown(endsAt, slot, utc(`2026-03-02T${at}`), STANDARD_POLICY)).toBe(winds),
  );
});
