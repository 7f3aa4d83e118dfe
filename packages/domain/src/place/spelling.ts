import { fold } from "../privacy/text.ts";

/**
 * A word as it was typed and as it is searched. The tone stands apart from the letters, so that "Hoà" and "Hòa" are one
 * spelling: where the tone mark is put is a matter of the keyboard.
 */
export type Word = {
  /** Without any mark, for finding. */
  readonly plain: string;
  /** With the marks that make letters (ă, ê, ư, đ) and without the tone. */
  readonly letters: string;
  readonly tone: string;
};

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const APOSTROPHES = /[’‘'`´ʼ]/gu;
const NUMBER = /^\d+$/u;
/** Kinds of which there are numbered ones. */
const NUMBERED = new Set(["phuong", "quan"]);
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/** What people write short, and what they mean: "P.12", "q1", "TP.HCM". */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\p{N}])(?:tp\.?\s*hcm|hcm)(?![\p{L}\p{N}])/gu, "hồ chí minh"],
  [/(?<![\p{L}\p{N}])(?:p|f|ph)(?:\.\s*|\s*(?=\d))/gu, "phuong "],
  [/(?<![\p{L}\p{N}])q(?:\.\s*|\s*(?=\d))/gu, "quan "],
  [/(?<![\p{L}\p{N}])h\.\s*/gu, "huyen "],
  [/(?<![\p{L}\p{N}])x\.\s*/gu, "xa "],
  [/(?<![\p{L}\p{N}])tp(?:\.|(?![\p{L}\p{N}]))\s*/gu, "thanh pho "],
  [/(?<![\p{L}\p{N}])tx(?:\.|(?![\p{L}\p{N}]))\s*/gu, "thi xa "],
  [/(?<![\p{L}\p{N}])tt(?:\.|(?![\p{L}\p{N}]))\s*/gu, "thi tran "],
];

/** The words of a name or a query: one form of Unicode, apostrophes of highland names dropped. */
export function wordsOf(text: string): readonly Word[] {
  const found = text.normalize("NFC").toLowerCase().replace(APOSTROPHES, "").match(WORDS) ?? [];
  return found.map(wordOf);
}

type UnitName = { readonly kind: string; readonly name: string };

/** Whether a unit is called by a number: "Phường 12", "Quận 1". */
export function isNumbered({ name }: UnitName): boolean {
  return NUMBER.test(name);
}

/** The words of a unit's name. A numbered one is one word with its kind: "Phường 12" is no ward of "Quận 12". */
export function unitWords(unit: UnitName, words: (text: string) => readonly Word[]): readonly Word[] {
  return isNumbered(unit) ? words(fold(unit.kind) + unit.name) : words(unit.name);
}

/** The words of what somebody typed, with the usual short forms written out, and numbers joined to the kind before them. */
export function queryWords(typed: string): readonly Word[] {
  const long = SHORT.reduce((text, [short, full]) => text.replace(short, full), typed.normalize("NFC").toLowerCase());
  const words: Word[] = [];
  for (const word of wordsOf(long)) {
    const before = words.at(-1);
    const isNumbered = before !== undefined && NUMBERED.has(before.plain) && NUMBER.test(word.plain);
    if (isNumbered) words[words.length - 1] = wordOf(before.plain + word.plain);
    else words.push(word);
  }
  return words;
}

/** The pieces of a name with an apostrophe, for whoever types a space there: "M’Drắk" → m, drắk. */
export function piecesOf(name: string): readonly Word[] {
  return name
    .split(/\s+/u)
    .filter((part) => part.search(APOSTROPHES) >= 0)
    .flatMap((part) => part.split(APOSTROPHES))
    .flatMap(wordsOf);
}

function wordOf(text: string): Word {
  const parts = text.normalize("NFD");
  const letters = parts.replace(TONES, "").normalize("NFC");
  return { plain: fold(letters), letters, tone: parts.match(TONES)?.[0] ?? "" };
}

/** Whether a word says anything about its marks. */
export function hasMarks({ plain, letters, tone }: Word): boolean {
  return tone !== "" || letters !== plain;
}

/**
 * Whether a typed word does not gainsay a word of a name. Without marks it says nothing about marks; a tone that is not
 * typed yet is no other tone.
 */
export function agrees(typed: Word, word: Word): boolean {
  if (typed.tone !== "" && typed.tone !== word.tone) return false;
  return typed.letters === typed.plain ? word.plain.startsWith(typed.plain) : word.letters.startsWith(typed.letters);
}
