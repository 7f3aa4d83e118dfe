import type { ShiftTemplate } from "./shift.ts";

/** The names that come with the program, in both languages; the first is the one that is kept. */
export const SHIFT_NAMES = {
  morning: { vi: "Ca sáng", en: "Morning shift" },
  afternoon: { vi: "Ca chiều", en: "Afternoon shift" },
  night: { vi: "Ca đêm", en: "Night shift" },
} as const satisfies Record<string, Readonly<Record<"vi" | "en", string>>>;

/** What a shift is called in a language. A name that the helpline gave itself is the same in both. */
export function shiftName({ name }: Pick<ShiftTemplate, "name">, language: "vi" | "en"): string {
  return Object.values(SHIFT_NAMES).find(({ vi }) => vi === name)?.[language] ?? name;
}
