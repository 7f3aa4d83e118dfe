import type { LiveChannelKind } from "@nightlight/domain/contact/channel";
import type { OneKeyEnding } from "@nightlight/domain/contact/disposition";
import { tz } from "@date-fns/tz";
import { getISODay } from "date-fns/getISODay";
import { startOfDay } from "date-fns/startOfDay";
import { addMilliseconds } from "date-fns/addMilliseconds";
import type { Chance } from "./chance.ts";
import { TIME_ZONE } from "./shifts.ts";

/** What comes of a contact. Most of what comes is nothing: it still takes a counsellor, and the line. */
export type LoadKind = "short" | "information" | "counselling" | "intervention";

/**
 * The load of a year of the helpline (policy of the demo): how many a day, when, by which way, and what comes of them.
 * Shares of kinds are the published ones of 2021; hours and ways are assumptions that nobody has published.
 */
export const LOAD_MODEL = {
  /** A day of the whole helpline. */
  contactsADay: 1391,
  kinds: { short: 93.03, information: 4.47, counselling: 2.25, intervention: 0.25 } satisfies Record<LoadKind, number>,
  /** Per cent of a day, from midnight, local. Evenings are the busiest. */
  hours: [1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 2, 5, 5, 5, 5, 5, 3, 5, 5, 5, 5, 6, 6, 7.5, 7.5, 7.5, 5.3, 3],
  /** Monday first. */
  weekdays: [1, 1, 1, 1, 1, 0.9, 0.9],
  /** Of what is written: a demo has no voices. */
  channels: { webchat: 62, zalo: 22, messenger: 9, sms: 5, email: 2 } satisfies Partial<
    Record<LiveChannelKind, number>
  >,
  /** How a short one ends that never came to words. */
  oneKey: {
    silent: 40,
    hung_up: 30,
    prank: 16,
    wrong_number: 8,
    test: 2,
    information_given: 4,
  } satisfies Record<OneKeyEnding, number>,
  /** Of the short ones: gone before anybody could take it. */
  abandonedShare: 0.03,
  /** Of all: the first offer ran out or was handed back. */
  failedOfferShare: 0.04,
  /** Of those on a channel with an identity: somebody who wrote before. */
  returningShare: 0.3,
} as const;

const HOUR_MS = 3_600_000;

/** The times of arrival of one local day, at `share` of the model's load, in order. */
export function arrivalsOf(day: Date, share: number, chance: Chance): readonly Date[] {
  const inZone = { in: tz(TIME_ZONE) };
  const midnight = new Date(startOfDay(day, inZone).getTime());
  const weekday = LOAD_MODEL.weekdays[getISODay(day, inZone) - 1] ?? 1;
  const count = Math.round(LOAD_MODEL.contactsADay * share * weekday * (0.92 + 0.16 * chance.next()));
  const hours = [...LOAD_MODEL.hours.keys()];
  return Array.from({ length: count }, () => {
    const hour = chance.weighted(hours, (each) => LOAD_MODEL.hours[each] ?? 0);
    return addMilliseconds(midnight, Math.floor((hour + chance.next()) * HOUR_MS));
  }).sort((a, b) => a.getTime() - b.getTime());
}

/** One key of a table of weights. */
export function drawn<Key extends string>(table: Readonly<Record<Key, number>>, chance: Chance): Key {
  return chance.weighted(Object.keys(table) as Key[], (key) => table[key]);
}
