import { HOUSE } from "@nightlight/door/time/house";
import { calendarDay } from "@nightlight/door/time/time";

const ZONE = HOUSE.zone;

/** The instant that somebody typed as "20/11/2026" and "9:05", in the house's zone; undefined when that is none. */
export function typedInstant(day: string, time: string): Date | undefined {
  const [, date, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/u.exec(day) ?? [];
  const [, hours, minutes] = /^\s*(\d{1,2})[:h.](\d{2})\s*$/u.exec(time) ?? [];
  if (date === undefined || month === undefined || hours === undefined || minutes === undefined) return undefined;
  const plain = `${year ?? ""}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const instant = instantAt(plain, `${hours.padStart(2, "0")}:${minutes}`);
  // The 31st of a month that has none is another day to a machine, and a mistake to a person.
  return instant !== undefined && Number(calendarDay(instant.getTime()).slice(0, 2)) === Number(date)
    ? instant
    : undefined;
}

/** The instant at which a day ("2026-03-02") begins in a zone; undefined when there is no such day. */
export function startOfDay(date: string, zone: string = ZONE): Date | undefined {
  return instantAt(date, "00:00", zone);
}

/** The instant of a day and a time ("02:14") in a zone; undefined when there is no such day or time. */
export function instantAt(date: string, time: string, zone: string = ZONE): Date | undefined {
  const plain = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(plain)) return undefined;
  // Twice, because the zone may be set differently at the first guess; a day whose midnight is skipped begins after it.
  const guess = plain - offsetAt(plain, zone);
  return new Date(plain - offsetAt(guess, zone));
}

/** The day after one: calendars know that one by name, not by 24 hours. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** By how many milliseconds clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(instant)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign = "+", hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)/u.exec(name ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
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
