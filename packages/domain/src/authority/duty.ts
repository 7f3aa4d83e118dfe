import { tz } from "@date-fns/tz";
import { getISODay } from "date-fns/getISODay";
import { covers, occurrencesAround } from "../shift/shift.ts";

/** Whom to ring at a unit, on which days and at what hours of its own clock. */
export type Duty = {
  /** The officer's account, where there is one: somebody who is barred is left out. */
  readonly personId: string | undefined;
  readonly name: string;
  readonly phone: string;
  /** Days on which it begins: 1 is Monday, 7 is Sunday. */
  readonly weekdays: readonly number[];
  /** "HH:mm", local. */
  readonly fromLocal: string;
  readonly durationMinutes: number;
  /** IANA time zone. */
  readonly timeZone: string;
};

export type DutyContact = { readonly name: string; readonly phone: string };

/** Who is on duty at a moment: somebody not barred whose hours cover it; of several, the shortest hours, which are the most particular. */
export function onDutyAt(duties: readonly Duty[], barred: readonly string[], at: Date): DutyContact | undefined {
  const [duty] = duties
    .filter(({ personId }) => personId === undefined || !barred.includes(personId))
    .filter((each) => isOnDuty(each, at))
    .sort((one, other) => one.durationMinutes - other.durationMinutes || (one.name < other.name ? -1 : 1));
  return duty && { name: duty.name, phone: duty.phone };
}

function isOnDuty({ weekdays, fromLocal, durationMinutes, timeZone }: Duty, at: Date): boolean {
  const template = { id: "", name: "", startsAtLocal: fromLocal, durationMinutes, timeZone };
  const inZone = { in: tz(timeZone) };
  // A night that began on Sunday is Sunday's duty until it ends.
  return occurrencesAround(template, at).some(
    (shift) => covers(shift, at) && weekdays.includes(getISODay(shift.startsAt, inZone)),
  );
}
