import type { Language } from "../taste/taste.ts";
import { HOUSE } from "./house.ts";

/** Times as the country writes them: 24 hours, dd/MM/yyyy, in the house's zone whatever the machine's. */
const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: HOUSE.zone,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat("en-GB", {
  timeZone: HOUSE.zone,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
});
const WEEKDAYS = {
  vi: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const satisfies Record<Language, readonly string[]>;

export type Instant = string | number;

/** "02:14" */
export function clockTime(instant: Instant): string {
  return clock.format(new Date(instant));
}

/** "22/11/2026" */
export function calendarDay(instant: Instant): string {
  return day.format(new Date(instant));
}

/** "CN 22/11/2026" */
export function dayWithName(instant: Instant, language: Language): string {
  const [date = 1, month = 1, year = 1970] = calendarDay(instant).split("/").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return `${WEEKDAYS[language][weekday] ?? ""} ${calendarDay(instant)}`;
}
