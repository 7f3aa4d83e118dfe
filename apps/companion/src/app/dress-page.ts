import { WORDS, type Language } from "../shared/words.ts";

/** The bar stands in the page itself, so that it works before any script; here it only learns the language. */
export function dressPage(language: Language): void {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.title = words.title;
  for (const [id, word] of [
    ["exit-word", words.exit],
    ["call", words.call],
    ["demo", words.demo],
  ] as const) {
    const part = document.getElementById(id);
    if (part) part.textContent = word;
  }
}
