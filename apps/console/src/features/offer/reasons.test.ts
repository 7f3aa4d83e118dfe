import { NEXT_BECAUSE } from "@nightlight/domain/floor/outlook";
import { OBJECTIONS } from "@nightlight/domain/routing/eligibility";
import { LATER_BECAUSE, TOLD_AS_PACED, YIELDING } from "@nightlight/domain/routing/explanation";
import { RUNGS } from "@nightlight/domain/routing/overflow";
import { expect, test } from "vitest";
import en from "../../locales/en.json";
import vi from "../../locales/vi.json";
import { BECAUSE } from "./why-you.tsx";

const PACED: readonly string[] = TOLD_AS_PACED;

/** Whatever the matcher can give as a reason against somebody, as the server tells colleagues. Who is barred nobody hears of. */
const TOLD = [...OBJECTIONS, ...LATER_BECAUSE]
  .filter((code) => code !== "barred")
  .map((code) => (PACED.includes(code) ? "paced" : code));

test("a card knows every reason that the matcher can give", () => {
  expect(new Set<string>(BECAUSE)).toEqual(new Set(TOLD));
});

test.each([
  ["Vietnamese", vi],
  ["English", en],
] as const)("every reason has words of its own in %s", (_, words) => {
  const tables: readonly (readonly [Readonly<Record<string, unknown>>, readonly string[]])[] = [
    [words.offer.because, TOLD],
    [words.offer.rung, RUNGS],
    [words.offer.yielded, YIELDING],
    [words.floor.next.because, NEXT_BECAUSE],
  ];
  for (const [table, codes] of tables) {
    const mute = codes.filter((code) => typeof table[code] !== "string" || table[code].trim() === "");
    expect(mute).toEqual([]);
  }
});
