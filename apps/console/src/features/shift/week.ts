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
