import type { Lane } from "@nightlight/domain/contact/lane";
import { daysOfShifts, makeRoster, type DayOfShifts, type RosteredDuty } from "@nightlight/domain/roster/make-roster";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import { chanceOf, type Chance } from "@nightlight/database/demo/chance";
import { arrivalsOf, drawn, LOAD_MODEL, type LoadKind } from "@nightlight/database/demo/load-model";
import { SHIFT_TEMPLATES } from "@nightlight/database/demo/shifts";

/**
 * The year that is replayed (assumptions; nobody has published any): it begins a week before Tết 2027, so that a short
 * replay holds the quiet week as well as an evening on which everybody writes at once.
 */
export const YEAR = {
  from: "2027-01-30",
  days: 365,
  counsellors: 32,
  /** First and last day of the Tết week, and what is left of the load. */
  tet: { from: "2027-02-05", to: "2027-02-11", share: 0.7 },
  /** School holidays. Months from 0. */
  summer: { months: [5, 6, 7], share: 1.1 },
  /** Two hours after the evening news, five times as many. */
  surges: [
    { date: "2027-02-09", fromHour: 19, hours: 2, times: 5 },
    { date: "2027-09-14", fromHour: 19, hours: 2, times: 5 },
  ],
  /** Of all duties. */
  sickShare: 0.025,
  /** A longer break and two short ones: minutes into the shift, and how long. */
  breaks: [
    { after: 110, minutes: 10 },
    { after: 220, minutes: 30 },
    { after: 360, minutes: 10 },
  ],
} as const;

/** How long a contact of a kind is in somebody's hands, in seconds, and how it looks to the house. */
const KINDS: Readonly<
  Record<LoadKind, { handling: number; patience: number; levels: Readonly<Record<string, number>> }>
> = {
  short: { handling: 45, patience: 180, levels: { none: 1 } },
  information: { handling: 300, patience: 600, levels: { none: 1 } },
  counselling: { handling: 1500, patience: 900, levels: { P3: 60, P2: 25, none: 15 } },
  intervention: { handling: 2400, patience: 1200, levels: { P1: 35, P2: 65 } },
};
/** Handling times spread about their mean like this: the standard deviation over the mean. */
const SPREAD = 0.6;
const UNSAFE_SHARE = 0.5;
const HOUR_MS = 3_600_000;

export type PlannedContact = {
  readonly at: Date;
  readonly kind: LoadKind;
  readonly channel: "webchat" | "zalo";
  readonly lane: Extract<Lane, "immediate" | "normal">;
  readonly level: RiskLevel | undefined;
  readonly handlingMs: number;
  readonly patienceMs: number;
};

export type PlannedDuty = RosteredDuty & { readonly isSick: boolean };

/** A week of the year: what comes, and who is there. Weeks are replayed one by one, each from an empty house. */
export type PlannedWeek = {
  readonly number: number;
  readonly from: Date;
  readonly to: Date;
  readonly days: readonly DayOfShifts[];
  readonly contacts: readonly PlannedContact[];
  readonly duties: readonly PlannedDuty[];
};

/** The clocks of the year's country never change: a day is a day. */
const AHEAD_OF_UTC_MS = 7 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
const FIRST = new Date(`${YEAR.from}T00:00:00+07:00`);
const WEEK_DAYS = 7;
export const WEEKS = Math.ceil(YEAR.days / WEEK_DAYS);

/** Plans one week. The same seed and number give the same week, whatever was replayed before. */
export function planWeek(number: number, seed: number, people: readonly string[]): PlannedWeek {
  const chance = chanceOf(seed * 1_000_003 + number);
  const first = number * WEEK_DAYS;
  const from = addDays(FIRST, first);
  const length = Math.min(WEEK_DAYS, YEAR.days - first);
  const contacts = Array.from({ length }, (_, day) => contactsOf(addDays(from, day), chance)).flat();
  // From the day before: the night that began yesterday is still on.
  const days = daysOfShifts(SHIFT_TEMPLATES, dateOf(addDays(from, -1)), length + 2);
  const roster = makeRoster({ people: people.map((id) => ({ id, mayWorkNights: true })), days, seed });
  const to = addDays(from, length);
  const duties = roster
    .filter(({ startsAt, endsAt }) => endsAt > from && startsAt < to)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.personId < b.personId ? -1 : 1))
    .map((duty) => ({ ...duty, isSick: chance.happens(YEAR.sickShare) }));
  return { number, from, to, days, contacts, duties };
}

function contactsOf(day: Date, chance: Chance): PlannedContact[] {
  const date = dateOf(day);
  const isTet = date >= YEAR.tet.from && date <= YEAR.tet.to;
  const isSummer = YEAR.summer.months.some((month) => month === Number(dateOf(day).slice(5, 7)) - 1);
  const share = (isTet ? YEAR.tet.share : 1) * (isSummer ? YEAR.summer.share : 1);
  const midnight = new Date(`${date}T00:00:00+07:00`).getTime();
  const extra = YEAR.surges.flatMap((surge) => {
    if (surge.date !== date) return [];
    const hours = LOAD_MODEL.hours.slice(surge.fromHour, surge.fromHour + surge.hours);
    const usual = (LOAD_MODEL.contactsADay * share * hours.reduce((sum, hour) => sum + hour, 0)) / 100;
    return Array.from({ length: Math.round(usual * (surge.times - 1)) }, () => {
      return new Date(midnight + Math.floor((surge.fromHour + chance.next() * surge.hours) * HOUR_MS));
    });
  });
  const times = [...arrivalsOf(day, share, chance), ...extra].sort((a, b) => a.getTime() - b.getTime());
  return times.map((at) => contactAt(at, chance));
}

function contactAt(at: Date, chance: Chance): PlannedContact {
  const kind = drawn(LOAD_MODEL.kinds, chance);
  const { handling, patience, levels } = KINDS[kind];
  const level = drawn(levels, chance);
  return {
    ...{ at, kind },
    channel: chance.happens(LOAD_MODEL.channels.webchat / 100) ? "webchat" : "zalo",
    lane: kind === "intervention" && chance.happens(UNSAFE_SHARE) ? "immediate" : "normal",
    level: level === "none" ? undefined : (level as RiskLevel),
    handlingMs: logNormal(handling, SPREAD, chance) * 1000,
    patienceMs: (20 - Math.log(1 - chance.next()) * patience) * 1000,
  };
}

/** A positive number about `mean`, mostly below it and sometimes far above, as times of people are. */
export function logNormal(mean: number, spread: number, chance: Chance): number {
  const variance = Math.log(1 + spread ** 2);
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2);
}

function addDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * DAY_MS);
}

function dateOf(day: Date): string {
  return new Date(day.getTime() + AHEAD_OF_UTC_MS).toISOString().slice(0, 10);
}
