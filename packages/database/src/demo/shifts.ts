import { tz } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { format } from "date-fns/format";
import {
  CYCLE_DAYS,
  daysOfShifts,
  dutiesOf,
  makeRoster,
  placeFor,
  type DayOfShifts,
  type RosteredDuty,
} from "@nightlight/domain/roster/make-roster";
import type { RosterPerson } from "@nightlight/domain/roster/working-time";
import { SHIFT_NAMES } from "@nightlight/domain/shift/shift-names";
import { covers, occurrencesAround, type ShiftTemplate } from "@nightlight/domain/shift/shift";

export const TIME_ZONE = "Asia/Ho_Chi_Minh";

/** Early, late and night, in the order in which they begin. */
export const SHIFT_TEMPLATES = [
  template("0190f000-0000-7000-8000-000000000001", SHIFT_NAMES.morning.vi, "06:00"),
  template("0190f000-0000-7000-8000-000000000002", SHIFT_NAMES.afternoon.vi, "14:00"),
  template("0190f000-0000-7000-8000-000000000003", SHIFT_NAMES.night.vi, "22:00"),
] as const satisfies readonly ShiftTemplate[];

/** So far back and ahead everybody is on the roster. */
export const ROSTER_DAYS = { back: 29, ahead: 29 } as const;

const SEED = 111;

type Somebody = RosterPerson & {
  /** Undefined: wherever the rotation puts them. Else so many turns behind whoever is on the shift that is open now. */
  readonly turnsBehind: 0 | 1 | 2 | 3 | undefined;
};

/** The shifts from so many days back to so many ahead. */
export function demoDays(now: Date, back: number): readonly DayOfShifts[] {
  const inZone = { in: tz(TIME_ZONE) };
  const from = format(addDays(now, -back, inZone), "yyyy-MM-dd", inZone);
  return daysOfShifts(SHIFT_TEMPLATES, from, back + ROSTER_DAYS.ahead + 1);
}

/** The roster of the demo around now. Whoever is to be there now has the rotation begin so that they are. */
export function demoRoster(
  people: readonly Somebody[],
  days: readonly DayOfShifts[],
  now: Date,
): readonly RosteredDuty[] {
  const placeNow = placeOnOpenShift(now);
  const anywhere = people.filter(({ turnsBehind }) => turnsBehind === undefined);
  return [
    ...makeRoster({ people: anywhere, days, seed: SEED }),
    ...people.flatMap((person) => {
      if (person.turnsBehind === undefined) return [];
      return dutiesOf(person, days, (placeNow + 2 * person.turnsBehind) % CYCLE_DAYS);
    }),
  ];
}

/** The place in the rotation of whoever is on the shift that is open now, for the first time. */
function placeOnOpenShift(now: Date): number {
  for (const [index, shiftTemplate] of SHIFT_TEMPLATES.entries()) {
    const open = occurrencesAround(shiftTemplate, now).find((shift) => covers(shift, now));
    if (open !== undefined) return placeFor(index as 0 | 1 | 2, open.date);
  }
  throw new Error("Three shifts of eight hours cover every minute");
}

function template(id: string, name: string, startsAtLocal: string): ShiftTemplate {
  return { id, name, startsAtLocal, durationMinutes: 480, timeZone: TIME_ZONE };
}
