import { tz } from "@date-fns/tz";
import { addHours } from "date-fns/addHours";
import { differenceInMinutes } from "date-fns/differenceInMinutes";
import { getHours } from "date-fns/getHours";

/**
 * How long anybody may work (policy): the limits of Vietnam's Labour Code 45/2019/QH14, Articles 105–111 and 137, and
 * one of our own on nights in a row. Whoever runs the helpline elsewhere confirms them for their law.
 */
export const WORKING_TIME = {
  /** Article 105: normal working hours a day; what is longer is overtime. */
  hoursADay: 8,
  /** Article 105: normal working hours in any seven days. */
  hoursAWeek: 48,
  /** Article 107: with overtime. */
  hoursADayAtMost: 12,
  /** Article 107: overtime a month, counted here in any thirty days. */
  overtimeHours: 40,
  /** Article 110: between the end of one shift and the start of the next. */
  restHours: 12,
  /** Article 111: once in any seven days. */
  weeklyRestHours: 24,
  /** Our own: law names no number. */
  nightsInARow: 4,
  /** Article 106: night is from 22:00 to 06:00. */
  night: { from: 22, to: 6 },
} as const;

/** Somebody on the roster. */
export type RosterPerson = {
  readonly id: string;
  /** False from the seventh month of pregnancy, or with a child under twelve months, unless agreed (Article 137). */
  readonly mayWorkNights: boolean;
};

/** One person on one shift; half-open, as shifts are. */
export type Duty = { readonly personId: string; readonly startsAt: Date; readonly endsAt: Date };

/** Who is there, and when. */
export type Roster = {
  readonly people: readonly RosterPerson[];
  readonly duties: readonly Duty[];
  /** IANA time zone: when it is night. */
  readonly timeZone: string;
};

export const WORKING_TIME_RULES = [
  "unknown_person",
  "overlap",
  "too_long_a_shift",
  "too_little_rest",
  "too_many_hours_a_week",
  "too_much_overtime",
  "no_weekly_rest",
  "too_many_nights",
  "no_nights",
] as const;

export type WorkingTimeRule = (typeof WORKING_TIME_RULES)[number];

/** A rule that a roster breaks: whose, and at which duty. */
export type WorkingTimeProblem = {
  readonly rule: WorkingTimeRule;
  readonly personId: string;
  readonly at: Date;
};

const WEEK_HOURS = 7 * 24;
const MONTH_HOURS = 30 * 24;

/** Everything in a roster that breaks the rules on working time, by person and time. Empty is the only good answer. */
export function workingTimeProblems({ people, duties, timeZone }: Roster): readonly WorkingTimeProblem[] {
  const known = new Map(people.map((person) => [person.id, person]));
  const byPerson = Map.groupBy(duties, ({ personId }) => personId);
  return [...byPerson].flatMap(([personId, own]) => {
    const sorted = own.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const person = known.get(personId);
    const first = sorted[0]?.startsAt ?? new Date(0);
    if (person === undefined) return [{ rule: "unknown_person", personId, at: first }];
    return problemsOf(person, sorted, timeZone);
  });
}

/** Whether a duty reaches into the night. */
export function isNightDuty({ startsAt, endsAt }: Pick<Duty, "startsAt" | "endsAt">, timeZone: string): boolean {
  const { from, to } = WORKING_TIME.night;
  for (let hour = startsAt; hour < endsAt; hour = addHours(hour, 1)) {
    const local = getHours(hour, { in: tz(timeZone) });
    if (local >= from || local < to) return true;
  }
  return false;
}

function problemsOf(person: RosterPerson, duties: readonly Duty[], timeZone: string): WorkingTimeProblem[] {
  const problems: WorkingTimeProblem[] = [];
  const add = (rule: WorkingTimeProblem["rule"], at: Date) => problems.push({ rule, personId: person.id, at });
  let runFrom: Date | undefined;
  let nights = 0;
  for (const [index, duty] of duties.entries()) {
    const before = duties[index - 1];
    const isNight = isNightDuty(duty, timeZone);
    if (hoursOf(duty) > WORKING_TIME.hoursADayAtMost) add("too_long_a_shift", duty.startsAt);
    if (isNight && !person.mayWorkNights) add("no_nights", duty.startsAt);
    const rest = before === undefined ? Infinity : differenceInMinutes(duty.startsAt, before.endsAt) / 60;
    if (rest < 0) add("overlap", duty.startsAt);
    else if (rest < WORKING_TIME.restHours) add("too_little_rest", duty.startsAt);

    nights = isNight ? (rest < WORKING_TIME.weeklyRestHours ? nights + 1 : 1) : 0;
    if (nights > WORKING_TIME.nightsInARow) add("too_many_nights", duty.startsAt);

    runFrom = rest >= WORKING_TIME.weeklyRestHours ? duty.startsAt : (runFrom ?? duty.startsAt);
    const run = differenceInMinutes(duty.endsAt, runFrom) / 60;
    if (run > WEEK_HOURS - WORKING_TIME.weeklyRestHours) add("no_weekly_rest", duty.startsAt);

    if (sumOf(normalHoursOf, duties, index, WEEK_HOURS) > WORKING_TIME.hoursAWeek) {
      add("too_many_hours_a_week", duty.startsAt);
    }
    if (sumOf(overtimeOf, duties, index, MONTH_HOURS) > WORKING_TIME.overtimeHours) {
      add("too_much_overtime", duty.startsAt);
    }
  }
  return problems;
}

function hoursOf({ startsAt, endsAt }: Duty): number {
  return differenceInMinutes(endsAt, startsAt) / 60;
}

/** Of all duties that begin within so many hours of this one's beginning. */
function sumOf(of: (duty: Duty) => number, duties: readonly Duty[], index: number, hours: number): number {
  const from = duties[index]?.startsAt ?? new Date(0);
  const until = addHours(from, hours);
  let sum = 0;
  for (const duty of duties.slice(index)) {
    if (duty.startsAt >= until) break;
    sum += of(duty);
  }
  return sum;
}

function normalHoursOf(duty: Duty): number {
  return Math.min(hoursOf(duty), WORKING_TIME.hoursADay);
}

function overtimeOf(duty: Duty): number {
  return hoursOf(duty) - normalHoursOf(duty);
}
