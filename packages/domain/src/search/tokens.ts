import { fold, searchSyllables } from "../privacy/text.ts";
import { phoneOf, spellingsOf } from "./phone.ts";

/** What sealed text is searched for: people by name, phones and other identities, words of what was written. */
export const SEARCH_KINDS = ["person", "phone", "word"] as const;

export type SearchKind = (typeof SEARCH_KINDS)[number];

/** So many last digits find a number that was not heard whole. */
export const ENDING_DIGITS = 6;

/** A name of more syllables than any real one is cut: what stands there is no name. */
const NAME_SYLLABLES = 40;

/** An identity of a chat is shorter than this nowhere; anything shorter would find by accident. */
const IDENTITY_LENGTH = 5;

/**
 * The tokens by which a value is found again; each becomes a keyed hash. Names: syllables and trigrams, which also find
 * beginnings and near misses. Phones: the whole number and its last digits. Words: syllables.
 */
export function tokensOf(kind: SearchKind, text: string): readonly string[] {
  switch (kind) {
    case "person": {
      const syllables = searchSyllables(text).slice(0, NAME_SYLLABLES);
      return [...new Set([...syllables, ...syllables.flatMap(trigramTokens)])];
    }
    case "phone":
      return identityTokens(text);
    case "word":
      return searchSyllables(text);
  }
}

/** What has to be among an entry's tokens: all of `every`; and of `some`, if there are any, at least so many. */
export type Wanted = {
  readonly kind: SearchKind;
  readonly every: readonly string[];
  readonly some: readonly string[];
  readonly atLeast: number;
};

/** A name in which the last syllable may still be being typed. Undefined when nothing is left of it. */
export function wantedName(text: string): Wanted | undefined {
  const syllables = searchSyllables(text);
  const last = lastSyllable(text);
  if (last === undefined) return undefined;
  const whole = syllables.filter((syllable) => syllable !== last);
  return { kind: "person", every: [...whole, ...trigramTokens(last)], some: [], atLeast: 0 };
}

/**
 * Names in which one syllable may be wrong: the others as they are, and half of that one's trigrams. One request for each
 * syllable that is long enough to be misspelt.
 */
export function wantedSimilar(text: string): readonly Wanted[] {
  const syllables = searchSyllables(text);
  return syllables
    .filter((syllable) => syllable.length >= 3)
    .map((wrong): Wanted => {
      const some = trigramTokens(wrong);
      const every = syllables.filter((syllable) => syllable !== wrong);
      return { kind: "person", every, some, atLeast: Math.ceil(some.length / 2) };
    });
}

/** A whole number in any spelling, or the end of one, or a chat's identity. Undefined when it is too short to find by. */
export function wantedPhone(text: string): Wanted | undefined {
  const phone = phoneOf(text);
  if (phone !== undefined) {
    const some = [...new Set(spellingsOf(phone).map((spelling) => spelling.replace("+", "")))];
    return { kind: "phone", every: [], some, atLeast: 1 };
  }
  const plain = plainOf(text);
  const digits = digitsOf(text);
  const every =
    digits === undefined
      ? [plain].filter(() => plain.length >= IDENTITY_LENGTH && !/\s/u.test(text.trim()))
      : [digits].filter(() => digits.length >= ENDING_DIGITS).map(endingToken);
  return every.length === 0 ? undefined : { kind: "phone", every, some: [], atLeast: 0 };
}

/** Words that all have to occur in one field. Undefined when there is none. */
export function wantedWords(text: string): Wanted | undefined {
  const every = searchSyllables(text);
  return every.length === 0 ? undefined : { kind: "word", every, some: [], atLeast: 0 };
}

/** The digits of what looks like (part of) a number; undefined for anything else. */
export function digitsOf(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(/[\s().\-/+]/gu, "");
  return /^\d+$/u.test(plain) ? plain : undefined;
}

/** The last syllable of a text, folded: the one that somebody is typing. */
export function lastSyllable(text: string): string | undefined {
  return fold(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.at(-1);
}

/** Trigrams of a syllable with its beginning marked, so that every beginning of it has only trigrams of its own. */
export function trigramsOf(syllable: string): readonly string[] {
  const padded = `  ${syllable}`;
  return Array.from({ length: syllable.length }, (_, index) => padded.slice(index, index + 3));
}

function trigramTokens(syllable: string): readonly string[] {
  return trigramsOf(syllable).map((trigram) => `trigram:${trigram}`);
}

function identityTokens(text: string): readonly string[] {
  const phone = phoneOf(text);
  const whole = phone === undefined ? plainOf(text) : phone.e164.slice(1);
  if (whole === "") return [];
  const digits = digitsOf(whole);
  return digits !== undefined && digits.length >= ENDING_DIGITS ? [whole, endingToken(digits)] : [whole];
}

function endingToken(digits: string): string {
  return `ending:${digits.slice(-ENDING_DIGITS)}`;
}

function plainOf(text: string): string {
  return fold(text.normalize("NFKC").replace(/[\s().\-/+]/gu, ""));
}
