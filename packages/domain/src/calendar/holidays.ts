/**
 * Days off besides Saturdays and Sundays, by local date: public holidays, and the weekday that stands in for one that
 * falls on a weekend. Lunar New Year is the eve and four days. The government settles Lunar New Year and the second day
 * of National Day each year: this table is looked over when it does. A year that is missing has weekends only, so that a
 * deadline never comes later than it should.
 */
export const HOLIDAYS: Readonly<Record<number, readonly string[]>> = {
  2026: days(2026, "01-01 02-16 02-17 02-18 02-19 02-20 04-26 04-27 04-30 05-01 09-02 09-03"),
  2027: days(2027, "01-01 02-05 02-06 02-07 02-08 02-09 02-10 02-11 04-16 04-30 05-01 05-03 09-02 09-03"),
  2028: days(2028, "01-01 01-03 01-25 01-26 01-27 01-28 01-29 01-31 04-04 04-30 05-01 05-02 09-02 09-03 09-04 09-05"),
  2029: days(2029, "01-01 02-12 02-13 02-14 02-15 02-16 04-23 04-30 05-01 09-01 09-02 09-03 09-04"),
  2030: days(2030, "01-01 02-01 02-02 02-03 02-04 02-05 02-06 02-07 04-12 04-30 05-01 09-02 09-03"),
  2031: days(2031, "01-01 01-22 01-23 01-24 01-25 01-26 01-27 01-28 04-01 04-30 05-01 09-01 09-02"),
  2032: days(2032, "01-01 02-10 02-11 02-12 02-13 02-14 02-16 04-19 04-30 05-01 05-03 09-02 09-03"),
};

/** 24 November: announced as a paid day off, not confirmed as law. Off until it is. */
export const IS_CULTURE_DAY_OFF: boolean = false;

function days(year: number, monthsAndDays: string): readonly string[] {
  return monthsAndDays.split(" ").map((each) => `${String(year)}-${each}`);
}
