import { calendarDay, clockTime, type Instant } from "@nightlight/door/time/time";

const MINUTE_MS = 60_000;

/** "14:53", and the day where it is another one: "14:53 24/11/2026". */
export function timeAndDay(instant: Instant, now: number): string {
  return calendarDay(instant) === calendarDay(now)
    ? clockTime(instant)
    : `${clockTime(instant)} ${calendarDay(instant)}`;
}

/** A length of time in the parts that are worth saying: days from two days on, else hours and minutes, else minutes. */
export type Length =
  | { readonly unit: "days"; readonly days: number }
  | { readonly unit: "hours"; readonly hours: number; readonly minutes: string }
  | { readonly unit: "minutes"; readonly minutes: number };

/** What is left until, or has passed since, an instant. Whole minutes, never rounded in anybody's favour. */
export function lengthOf(milliseconds: number): Length {
  const minutes = Math.floor(Math.abs(milliseconds) / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return { unit: "days", days: Math.floor(hours / 24) };
  if (hours >= 1) return { unit: "hours", hours, minutes: String(minutes % 60).padStart(2, "0") };
  return { unit: "minutes", minutes };
}

/** How much of a limit has passed, 0 to 100. */
export function shareOf(from: string, until: string, now: number): number {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  return end <= start ? 100 : Math.min(100, Math.max(0, ((now - start) / (end - start)) * 100));
}
