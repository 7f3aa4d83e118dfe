/** Times as the helpline writes them: 24 hours, dd/MM/yyyy, in its own zone whatever the machine's. */
const ZONE = "Asia/Ho_Chi_Minh";

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, day: "2-digit", month: "2-digit", year: "numeric" });
const WEEKDAYS = {
  vi: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const;

type Instant = string | number;

/** "02:14" */
export function clockTime(instant: Instant): string {
  return clock.format(new Date(instant));
}

/** "22/11/2026" */
export function calendarDay(instant: Instant): string {
  return day.format(new Date(instant));
}

/** "CN 22/11/2026" */
export function dayWithName(instant: Instant, language: keyof typeof WEEKDAYS): string {
  const [date = 1, month = 1, year = 1970] = calendarDay(instant).split("/").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return `${WEEKDAYS[language][weekday] ?? ""} ${calendarDay(instant)}`;
}

/** "00:41", "1:02:06": how long something lasts. Never negative. */
export function lasting(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const pair = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = `${pair(minutes)}:${pair(seconds % 60)}`;
  return hours === 0 ? tail : `${hours}:${tail}`;
}

/** Whole seconds from `now` until an instant, at least 0. */
export function secondsUntil(instant: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000));
}
