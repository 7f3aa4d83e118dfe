import { tz } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { format } from "date-fns/format";
import { occurrence, type Shift, type ShiftTemplate } from "../shift/shift.ts";
import type { Duty, RosterPerson } from "./working-time.ts";

const utc = tz("UTC");

/** A day of the cycle: early, late, night, or free. */
type Day = 0 | 1 | 2 | undefined;

/** Forward: later each time, so that every change is a longer night's rest; two days off after the nights. */
const WITH_NIGHTS: readonly Day[] = [0, 0, 1, 1, 2, 2, undefined, undefined];
const WITHOUT_NIGHTS: readonly Day[] = [0, 0, 0, 1, 1, 1, undefined, undefined];

/** The rotation comes round after so many days. */
export const CYCLE_DAYS = WITH_NIGHTS.length;

/** Day 0 of every rotation, so that a roster goes on where the last one ended. */
const EPOCH = new Date("2026-01-05T00:00:00Z");
const DAY_MS = 86_400_000;

/** The three shifts of a day, in the order in which they begin: early, late, night. */
export type DayOfShifts = { readonly date: string; readonly shifts: readonly [Shift, Shift, Shift] };

/** The shifts of so many days from a first one ("yyyy-MM-dd"). */
export function daysOfShifts(
  [early, late, night]: readonly [ShiftTemplate, ShiftTemplate, ShiftTemplate],
  from: string,
  days: number,
): readonly DayOfShifts[] {
  return Array.from({ length: days }, (_, day) => {
    const date = dateAfter(from, day);
    return { date, shifts: [occurrence(early, date), occurrence(late, date), occurrence(night, date)] };
  });
}

export type RosterWish = {
  readonly people: readonly RosterPerson[];
  readonly days: readonly DayOfShifts[];
  /** The same seed gives everybody the same place in the rotation. */
  readonly seed: number;
};

/** A duty, and which occurrence of which shift it is. */
export type RosteredDuty = Duty & { readonly templateId: string; readonly date: string };

/**
 * Makes a roster that keeps the rules on working time: everybody goes round early, early, late, late, night, night, free,
 * free, spread evenly over the days. A function of person, day and seed alone: overlapping rosters agree.
 */
export function makeRoster({ people, days, seed }: RosterWish): readonly RosteredDuty[] {
  const places = placesOf(people, seed);
  return people.flatMap((person) => dutiesOf(person, days, places.get(person.id) ?? 0));
}

/** The duties of one person whose rotation stands at `place` on the first day of all. */
export function dutiesOf(person: RosterPerson, days: readonly DayOfShifts[], place: number): readonly RosteredDuty[] {
  const cycle = person.mayWorkNights ? WITH_NIGHTS : WITHOUT_NIGHTS;
  return days.flatMap(({ date, shifts }) => {
    const turn = cycle[(dayNumber(date) + place) % CYCLE_DAYS];
    if (turn === undefined) return [];
    const { startsAt, endsAt, templateId } = shifts[turn];
    return [{ personId: person.id, startsAt, endsAt, templateId, date }];
  });
}

/** The place in the rotation that puts somebody on a shift of a date: 0 early, 1 late, 2 night; on its first day. */
export function placeFor(shift: 0 | 1 | 2, date: string): number {
  const turn = WITH_NIGHTS.indexOf(shift);
  return (((turn - dayNumber(date)) % CYCLE_DAYS) + CYCLE_DAYS) % CYCLE_DAYS;
}

/** Everybody's place: those who may work nights and those who may not are each spread evenly. */
function placesOf(people: readonly RosterPerson[], seed: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const mayWorkNights of [true, false]) {
    const group = people.filter((person) => person.mayWorkNights === mayWorkNights);
    const order = group.toSorted((a, b) => mixed(a.id, seed) - mixed(b.id, seed) || (a.id < b.id ? -1 : 1));
    for (const [index, { id }] of order.entries()) places.set(id, index % CYCLE_DAYS);
  }
  return places;
}

/** A number that looks like chance and is not (FNV-1a). */
function mixed(text: string, seed: number): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}

function dayNumber(date: string): number {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - EPOCH.getTime()) / DAY_MS);
  return ((days % CYCLE_DAYS) + CYCLE_DAYS) % CYCLE_DAYS;
}

function dateAfter(from: string, days: number): string {
  return format(addDays(new Date(`${from}T00:00:00Z`), days, { in: utc }), "yyyy-MM-dd", { in: utc });
}
