import { isProvince, type FormerPlace, type Place } from "./place.ts";
import type { Entry, Former, PlaceIndex } from "./place-index.ts";
import { agrees, hasMarks, queryWords, type Word } from "./spelling.ts";

/** A place of today that answers what was typed; with the name of before by which it was found. */
export type PlaceHit = {
  readonly place: Place;
  readonly province: Place | undefined;
  readonly former: Former | undefined;
};

/** What is known of a code: what it means today, or what it was and what took its place. */
export type CodeAnswer = {
  readonly place: Place | undefined;
  readonly was: Place | FormerPlace | undefined;
  readonly successors: readonly Place[];
};

export type PlaceQuery = {
  readonly typed: string;
  /** Only what lies in this province. */
  readonly province?: string | undefined;
  readonly limit: number;
};

/** How well an entry answers; compared from left to right, smaller is better. */
type Rank = readonly [gainsaid: number, part: number, isOld: number, level: number, longer: number];

const ENDS_IN_NUMBER = /\d$/u;

/** Which part of a name was typed, best first. */
const WITH_KIND = 0;
const WHOLE = 1;
const BEGINNING = 2;
const DISTRICT = 3;
const SOMEWHERE = 4;
const PART_OF_DISTRICT = 5;

const HALF = 0.5;

/**
 * Finds places by what somebody types: without marks or with the tone on either letter, by names of today or of before,
 * by their beginnings, with the province to tell namesakes apart. First what agrees with the marks that were typed, then
 * what is only written alike; whole names before beginnings, names of today before old ones. Each place comes once.
 * Nothing typed lists the provinces, or the communes of the province asked for.
 */
export function searchPlaces(index: PlaceIndex, { typed, province, limit }: PlaceQuery): readonly PlaceHit[] {
  const words = queryWords(typed);
  const isWanted = ({ place }: Entry): boolean => province === undefined || place.provinceCode === province;
  if (words.length === 0) return typed.trim() === "" ? listed(index, province).slice(0, limit) : [];
  const best = new Map<string, { entry: Entry; rank: Rank }>();
  for (const entry of matching(index, words)) {
    const rank = isWanted(entry) ? rankOf(entry, words) : undefined;
    if (rank === undefined) continue;
    const held = best.get(entry.place.code);
    if (held === undefined || compareRanks(rank, held.rank) < 0) best.set(entry.place.code, { entry, rank });
  }
  return [...best.values()]
    .sort((one, other) => compareRanks(one.rank, other.rank) || one.entry.order - other.entry.order)
    .slice(0, limit)
    .map(({ entry }) => hitOf(index, entry.place, entry.former));
}

/** Says what a code means: in force, or of before with its successors. Undefined when nobody ever had it. */
export function answerCode(index: PlaceIndex, code: string): CodeAnswer | undefined {
  const place = index.current.get(code);
  if (place !== undefined) return { place, was: undefined, successors: [] };
  const ended = index.ended.get(code) ?? [];
  const formers = index.formers.get(code) ?? [];
  const was = ended.at(-1) ?? formers[0];
  if (was === undefined) return undefined;
  const codes = new Set(ended.at(-1)?.successors ?? formers.map(({ successor }) => successor));
  return { place: undefined, was, successors: [...codes].flatMap((each) => index.current.get(each) ?? []) };
}

/** A place as an answer: with its province. */
export function hitOf(index: PlaceIndex, place: Place, former?: Former): PlaceHit {
  return { place, province: isProvince(place) ? undefined : index.current.get(place.provinceCode), former };
}

function listed(index: PlaceIndex, province: string | undefined): PlaceHit[] {
  return [...index.current.values()]
    .filter((place) => (province === undefined ? isProvince(place) : place.provinceCode === province))
    .sort((one, other) => Number(isProvince(other)) - Number(isProvince(one)))
    .map((place) => hitOf(index, place));
}

/** Entries in which every word that was typed begins some word. A number has to be that number. */
function matching({ entries, vocabulary, postings }: PlaceIndex, words: readonly Word[]): Entry[] {
  const counts = new Uint8Array(entries.length);
  words.forEach(({ plain }, turn) => {
    const isNumber = ENDS_IN_NUMBER.test(plain);
    for (let at = firstFrom(vocabulary, plain); vocabulary[at]?.startsWith(plain) === true; at += 1) {
      if (isNumber && vocabulary[at] !== plain) continue;
      for (const entry of postings[at] ?? []) {
        if (counts[entry] === turn) counts[entry] = turn + 1;
      }
    }
  });
  return entries.filter((_, at) => counts[at] === words.length);
}

function firstFrom(sorted: readonly string[], word: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Undefined for what only its surroundings answer: "đồng nai" is the province, not each of its communes. */
function rankOf(entry: Entry, words: readonly Word[]): Rank | undefined {
  const { name, former, place } = entry;
  const part = partOf(entry, words);
  if (part === undefined) return undefined;
  return [gainsaidBy(entry, words), part, former === undefined ? 0 : 1, isProvince(place) ? 0 : 1, name.length];
}

/** How many words that were typed with marks agree with none of the entry's. */
function gainsaidBy({ name, district, around }: Entry, words: readonly Word[]): number {
  const agreesWith = (own: readonly Word[], typed: Word): boolean => own.some((word) => agrees(typed, word));
  return words.filter(
    (typed) =>
      hasMarks(typed) && !agreesWith(name, typed) && !agreesWith(district, typed) && !agreesWith(around, typed),
  ).length;
}

function partOf({ name, full, district }: Entry, words: readonly Word[]): number | undefined {
  // Most entries are here for a word of their surroundings alone: that is seen first.
  const [isInName, isInDistrict] = [touches(name, words), touches(district, words)];
  if (isInName) {
    const begun = runIn(name, words);
    if (begun >= name.length) return runIn(full, words) >= full.length ? WITH_KIND : WHOLE;
    if (begun >= Math.min(2, words.length) - HALF) return BEGINNING;
  }
  if (isInDistrict && runIn(district, words) >= district.length) return DISTRICT;
  if (isInName) return SOMEWHERE;
  return isInDistrict ? PART_OF_DISTRICT : undefined;
}

function touches(own: readonly Word[], words: readonly Word[]): boolean {
  for (const { plain } of own) {
    for (const typed of words) if (begins(typed.plain, plain)) return true;
  }
  return false;
}

/** How many words of a name, from its start, stand in a row in what was typed; half a word for a last one begun only. */
function runIn(name: readonly Word[], words: readonly Word[]): number {
  let longest = 0;
  for (let from = 0; from < words.length; from += 1) {
    let run = 0;
    while (run < name.length && from + run < words.length && name[run]?.plain === words[from + run]?.plain) run += 1;
    const isBegun = from + run === words.length - 1 && begins(words[from + run]?.plain ?? "", name[run]?.plain ?? "");
    longest = Math.max(longest, isBegun ? run + HALF : run);
  }
  return longest;
}

/** Whether what was typed is a word, or its beginning. Of a numbered unit the kind alone is no beginning. */
function begins(typed: string, word: string): boolean {
  return typed === word || (word.startsWith(typed) && !ENDS_IN_NUMBER.test(word));
}

function compareRanks(one: Rank, other: Rank): number {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
