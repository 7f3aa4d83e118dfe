/** Age bands of a child, youngest first. */
export const AGE_BANDS = ["0-2", "3-5", "6-10", "11-13", "14-15", "16-17", "18+"] as const;

export type AgeBand = (typeof AGE_BANDS)[number];

/** What the record says of one child's age: a band, whole years, a date of birth (yyyy-MM-dd). Any may be missing. */
export type ChildAge = {
  readonly ageBand?: string | undefined;
  readonly age?: string | undefined;
  readonly birthDate?: string | undefined;
};

const OLDEST_OF_BAND = [2, 5, 10, 13, 15, 17] as const;

/** The band of the youngest child. Where what is said of a child disagrees, the youngest counts. Undefined: not known. */
export function youngestBand(children: readonly ChildAge[], today: string): AgeBand | undefined {
  const ranks = children.flatMap((child) => bandsOf(child, today)).map((band) => AGE_BANDS.indexOf(band));
  return ranks.length === 0 ? undefined : AGE_BANDS[Math.min(...ranks)];
}

function bandsOf({ ageBand, age, birthDate }: ChildAge, today: string): AgeBand[] {
  const named = AGE_BANDS.find((band) => band === ageBand);
  const years = age === undefined || !/^\d{1,2}$/u.test(age.trim()) ? undefined : Number(age);
  const born = birthDate === undefined ? undefined : yearsSince(birthDate, today);
  return [named, bandOfYears(years), bandOfYears(born)].filter((band) => band !== undefined);
}

/** The band of an age in whole years. */
export function bandOfYears(years: number | undefined): AgeBand | undefined {
  if (years === undefined) return undefined;
  const rank = OLDEST_OF_BAND.findIndex((oldest) => years <= oldest);
  return AGE_BANDS[rank < 0 ? AGE_BANDS.length - 1 : rank];
}

/** Whole years between two dates (yyyy-MM-dd). Undefined when the first is no date, or lies ahead. */
export function yearsSince(birthDate: string, today: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/u.test(birthDate) || birthDate > today) return undefined;
  const hadBirthday = birthDate.slice(5) <= today.slice(5);
  return Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (hadBirthday ? 0 : 1);
}
