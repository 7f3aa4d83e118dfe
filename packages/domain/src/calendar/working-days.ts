import { tz } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { format } from "date-fns/format";
import { HOLIDAYS, IS_CULTURE_DAY_OFF } from "./holidays.ts";

/** Where offices keep their days. */
export const OFFICE_TIME_ZONE = "Asia/Ho_Chi_Minh";

const inOffice = tz(OFFICE_TIME_ZONE);

/** The local day of an instant, as yyyy-MM-dd. */
export function dayAt(at: Date): string {
  return format(at, "yyyy-MM-dd", { in: inOffice });
}

/** Whether offices work on the local day of an instant: Monday to Friday, holidays left out. */
export function isWorkingDay(at: Date): boolean {
  const weekday = format(at, "i", { in: inOffice });
  if (weekday === "6" || weekday === "7") return false;
  const date = dayAt(at);
  if (IS_CULTURE_DAY_OFF && date.endsWith("-11-24")) return false;
  return !(HOLIDAYS[Number(date.slice(0, 4))] ?? []).includes(date);
}

/**
 * The same time of day on the `days`-th working day after the day of `from`. The day itself never counts, whether it
 * is a working day or not.
 */
export function addWorkingDays(from: Date, days: number): Date {
  let day = from;
  for (let left = days; left > 0;) {
    day = addDays(day, 1, { in: inOffice });
    if (isWorkingDay(day)) left -= 1;
  }
  return new Date(day.getTime());
}
