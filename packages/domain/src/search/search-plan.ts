import { digitsOf, wantedName, wantedPhone, wantedSimilar, wantedWords, type Wanted } from "./tokens.ts";

/** Where somebody searches. */
export const SEARCH_WITHIN = ["all", "people", "phones", "words"] as const;

export type SearchWithin = (typeof SEARCH_WITHIN)[number];

/** Names that are nearly what was typed are looked for among what arrived within so many months of 30 days. */
export const SIMILAR_MONTHS = 3;

/** What is asked of the store: first of all, and the names that are nearly like it. */
export type SearchPlan = { readonly first: readonly Wanted[]; readonly similar: readonly Wanted[] };

/** Fewer letters or digits than this find everybody. */
const SHORTEST = 2;

/** Turns what was typed into questions: digits are a number, everything else names and notes. Undefined: too short. */
export function searchPlan(text: string, within: SearchWithin): SearchPlan | undefined {
  if (text.replace(/[^\p{L}\p{N}]/gu, "").length < SHORTEST) return undefined;
  const isNumber = digitsOf(text) !== undefined;
  const isAsked = (part: SearchWithin, byItself: boolean) => within === part || (within === "all" && byItself);
  const people = isAsked("people", !isNumber);
  const first = [
    people ? wantedName(text) : undefined,
    isAsked("phones", /\d/u.test(text)) ? wantedPhone(text) : undefined,
    isAsked("words", !isNumber) ? wantedWords(text) : undefined,
  ].filter((wanted) => wanted !== undefined);
  return first.length === 0 ? undefined : { first, similar: people ? wantedSimilar(text) : [] };
}
