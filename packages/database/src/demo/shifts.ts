import { tz } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { format } from "date-fns/format";
import { dutiesOf, makeRoster, placeFor, CYCLE_DAYS, type RosteredDuty } from "@nightlight/domain/roster/make-roster";
import type { RosterPerson } from "@nightlight/domain/roster/working-time";
import { covers, occurrencesAround, type ShiftTemplate } from "@nightlight/domain/shift/shift";

export const TIME_ZONE = "Asia/Ho_Chi_Minh";

/** Early, late and night, in the order in which they begin. */
export const SHIFT_TEMPLATES = [
  template("0190f000-0000-7000-8000-000000000001", "Ca sáng", "06:00"),
  template("0190f000-0000-7000-8000-000000000002", "Ca chiều", "14:00"),
  template("0190f000-0000-7000-8000-000000000003", "Ca đêm", "22:00"),
] as const satisfies readonly ShiftTemplate[];

/** So far back and ahead everybody is on the roster. */
export const ROSTER_DAYS = { back: 29, ahead: 29 } as const;

const SEED = 111;

type Somebody = RosterPerson & {
  /** Undefined: wherever the rotation puts them. Else so many turns behind whoever is on the shift that is open now. */
  readonly turnsBehind: 0 | 1 | 2 | 3 | undefined;
};

/** The roster of the demo around now. Whoever is to be there now has the rotation begin so that they are. */
export function demoRoster(people: readonly Somebody[], now: Date): readonly RosteredDuty[] {
  const inZone = { in: tz(TIME_ZONE) };
  const from = format(addDays(now, -ROSTER_DAYS.back, inZone), "yyyy-MM-dd", inZone);
  const wish = { templates: SHIFT_TEMPLATES, from, days: ROSTER_DAYS.back + ROSTER_DAYS.ahead + 1, seed: SEED };
  const placeNow = placeOnOpenShift(now);
  const anywhere = people.filter(({ turnsBehind }) => turnsBehind === undefined);
  return [
    ...makeRoster({ ...wish, people: anywhere }),
    ...people.flatMap((person) => {
      if (person.turnsBehind === undefined) return [];
      return dutiesOf({ ...wish, person, place: (placeNow + 2 * person.turnsBehind) % CYCLE_DAYS });
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
