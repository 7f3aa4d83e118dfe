import type { RosterShiftView, RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { byGivenName } from "@nightlight/domain/person/name";
import { calendarDay } from "@nightlight/door/time/time";

const DAY_MS = 86_400_000;

/** The local date of an instant, "yyyy-MM-dd", in the house's zone. */
export function localDate(instant: number): string {
  return calendarDay(instant).split("/").toReversed().join("-");
}

/** A local date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of the week that an instant lies in. */
export function mondayOf(instant: number): string {
  const today = localDate(instant);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, -((weekday + 6) % 7));
}

/** "23/11" */
export function shortDay(date: string): string {
  const [, month = "", day = ""] = date.split("-");
  return `${day}/${month}`;
}

/** Somebody of a shift, with their name. */
export type Named<Part> = Part & { readonly name: string };

/** People of a shift with their names, in the order of a register. Whoever left the house meanwhile has a dash. */
export function named<Part extends { readonly id: string }>(
  parts: readonly Part[],
  { people }: Pick<RosterWeekView, "people">,
): readonly Named<Part>[] {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return parts.map((part) => ({ ...part, name: names.get(part.id) ?? "–" })).toSorted(byGivenName);
}

/** The same of those who are known by their number alone. */
export function namedIds(ids: RosterShiftView["absent"], week: Pick<RosterWeekView, "people">) {
  return named(
    ids.map((id) => ({ id })),
    week,
  );
}
