/** The longest message or note that is taken, in UTF-16 units. */
export const TEXT_LIMIT = 4000;

// Everything invisible that could hide, reorder or break text, except tab, newline and the joiners emoji need.
const UNWANTED = /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Brings typed text into one form: NFC, no control or direction characters, line ends as \n, no blank edges. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(UNWANTED, (character) => (character === "\n" || character === "\t" ? character : ""))
    .normalize("NFC")
    .trim();
}

/** Folds text for searching: no diacritics, đ as d, lower case. Vietnamese typed with or without marks folds alike. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/gu, "")
    .replace(/[đĐ]/gu, "d")
    .replace(/[’']/gu, "'")
    .toLowerCase();
}

/** The syllables of a text to be hashed for search: folded, each once. */
export function searchSyllables(text: string): string[] {
  return [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])];
}
