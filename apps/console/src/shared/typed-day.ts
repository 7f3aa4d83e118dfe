import { isDay } from "@nightlight/domain/record/check-value";

/** dd/MM/yyyy of a day; anything else as it is. */
export function written(value: string): string {
  return isDay(value) ? value.split("-").toReversed().join("/") : value;
}

/** The day that was typed, as yyyy-MM-dd; empty for nothing; undefined for what is none. */
export function dayOf(typed: string): string | undefined {
  if (typed.trim() === "") return "";
  const [, day = "", month = "", year = ""] =
    /^\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})\s*$/u.exec(typed) ?? [];
  const found = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(found) ? found : undefined;
}
