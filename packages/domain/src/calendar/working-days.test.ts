import { describe, expect, test } from "vitest";
import { HOLIDAYS } from "./holidays.ts";
import { addWorkingDays, isWorkingDay } from "./working-days.ts";

const local = (time: string): Date => new Date(`${time}:00+07:00`);

describe("working days", () => {
  test.each([
    ["a Monday", "2026-11-23T09:00", true],
    ["a Saturday", "2026-11-28T09:00", false],
    ["a Sunday", "2026-11-29T23:59", false],
    ["National Day", "2026-09-02T09:00", false],
    ["the eve of Lunar New Year 2030, which Chinese calendars put a day later", "2030-02-01T09:00", false],
    ["Lunar New Year 2030", "2030-02-02T09:00", false],
    ["the weekday that stands in for a holiday on a Sunday", "2026-04-27T09:00", false],
    ["24 November, until it is law", "2026-11-24T09:00", true],
  ])("%s: %s", (_name, at, works) => {
    expect(isWorkingDay(local(at))).toBe(works);
  });

  test("the day is the local one: late on a Sunday in UTC it is Monday here", () => {
    expect(isWorkingDay(new Date("2026-11-22T18:00:00Z"))).toBe(true);
    expect(isWorkingDay(new Date("2026-11-22T16:59:00Z"))).toBe(false);
  });

  test.each([
    ["over a weekend", "2026-11-27T16:00", 1, "2026-11-30T16:00"],
    ["from a Saturday", "2026-11-28T10:00", 1, "2026-11-30T10:00"],
    ["five of them are a week", "2026-11-23T08:30", 5, "2026-11-30T08:30"],
    ["over Lunar New Year 2026", "2026-02-13T09:00", 1, "2026-02-23T09:00"],
    ["none at all", "2026-11-28T10:00", 0, "2026-11-28T10:00"],
    ["beyond the table only weekends are off", "2033-01-31T09:00", 1, "2033-02-01T09:00"],
  ])("%s", (_name, from, days, due) => {
    expect(addWorkingDays(local(from), days)).toEqual(local(due));
  });

  test("every year to 2032 has its eleven holidays and no day twice", () => {
    for (let year = 2026; year <= 2032; year += 1) {
      const dates = HOLIDAYS[year] ?? [];
      expect(new Set(dates).size).toBe(dates.length);
      expect(dates.length).toBeGreaterThanOrEqual(11);
      expect(dates.every((date) => date.startsWith(`${String(year)}-`))).toBe(true);
    }
  });
});
