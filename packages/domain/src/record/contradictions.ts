import { AGE_BANDS, bandOfYears, yearsSince } from "../risk/age.ts";

export type Contradiction = "age-against-birth-date" | "band-against-birth-date" | "band-against-age";

/** What a record says of one child's age. */
export type AgeWords = {
  readonly age?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly ageBand?: string | undefined;
};

/**
 * Where what is said of a child's age does not fit together, by the field that should be looked at. Both are kept:
 * children and callers do not always know, and which is true is found by asking.
 * @param today the day at the helpline, yyyy-MM-dd
 */
export function contradictions(
  { age, birthDate, ageBand }: AgeWords,
  today: string,
): ReadonlyMap<string, Contradiction> {
  const found = new Map<string, Contradiction>();
  const years = age !== undefined && /^\d{1,3}$/u.test(age) ? Number(age) : undefined;
  const born = birthDate === undefined ? undefined : yearsSince(birthDate, today);
  const band = AGE_BANDS.find((each) => each === ageBand);
  // Somebody who is twelve today may have been called thirteen: counted by the year, as is common.
  if (years !== undefined && born !== undefined && (years < born || years > born + 1)) {
    found.set("age", "age-against-birth-date");
  }
  if (band !== undefined && born !== undefined && bandOfYears(born) !== band) {
    found.set("ageBand", "band-against-birth-date");
  } else if (band !== undefined && years !== undefined && bandOfYears(years) !== band) {
    found.set("ageBand", "band-against-age");
  }
  return found;
}
