import type { Words } from "@nightlight/domain/risk/question";

/** Picks the language of the screen from words that come in both. */
export function inLanguage(locale: string): (words: Words) => string {
  return ({ vi, en }) => (locale === "en" ? en : vi);
}
