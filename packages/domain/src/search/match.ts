import { fold, searchSyllables } from "../privacy/text.ts";
import { phoneOf } from "./phone.ts";
import { digitsOf, lastSyllable, trigramsOf, type SearchKind } from "./tokens.ts";

/** How well a value answers: as typed but for marks and capitals, or (names only) nearly. */
export type Closeness = "same" | "similar";

/**
 * Reads an opened value once more, because hashes only promise: undefined when it does not hold what was asked for.
 * `text` is what was typed.
 */
export function closenessOf(kind: SearchKind, text: string, value: string): Closeness | undefined {
  switch (kind) {
    case "phone":
      return isSameIdentity(text, value) ? "same" : undefined;
    case "person":
      if (holdsName(text, value)) return "same";
      return isSimilar(text, value) ? "similar" : undefined;
    case "word":
      return holdsWords(text, value) ? "same" : undefined;
  }
}

/** Whether a syllable of a value, folded, is one that was asked for: what a result shows in bold. */
export function isAskedFor(kind: SearchKind, text: string, syllable: string): boolean {
  const folded = fold(syllable);
  if (searchSyllables(text).includes(folded)) return true;
  if (kind === "phone") return true;
  return kind === "person" && folded.startsWith(lastSyllable(text) ?? folded);
}

function holdsName(text: string, value: string): boolean {
  const there = searchSyllables(value);
  const last = lastSyllable(text);
  return searchSyllables(text).every((asked) =>
    asked === last ? there.some((syllable) => syllable.startsWith(asked)) : there.includes(asked),
  );
}

function holdsWords(text: string, value: string): boolean {
  const there = new Set(searchSyllables(value));
  return searchSyllables(text).every((asked) => there.has(asked));
}

/** One syllable may be wrong, by half of its trigrams; the others have to be there. */
function isSimilar(text: string, value: string): boolean {
  const there = searchSyllables(value);
  const wrong = searchSyllables(text).filter((asked) => !there.includes(asked));
  const [only] = wrong;
  return wrong.length === 1 && only !== undefined && only.length >= 3 && there.some((each) => sharesHalf(only, each));
}

function sharesHalf(one: string, other: string): boolean {
  const [trigrams, others] = [trigramsOf(one), new Set(trigramsOf(other))];
  return trigrams.filter((trigram) => others.has(trigram)).length >= Math.ceil(trigrams.length / 2);
}

function isSameIdentity(text: string, value: string): boolean {
  const [asked, there] = [phoneOf(text), phoneOf(value)];
  if (asked !== undefined && there !== undefined) return asked.e164 === there.e164;
  const digits = digitsOf(text);
  if (digits !== undefined) return (digitsOf(there?.e164 ?? value) ?? "").endsWith(digits.replace(/^0+/u, ""));
  const plain = (identity: string) => fold(identity.normalize("NFKC").replace(/[\s().\-/+]/gu, ""));
  return plain(text) === plain(value);
}
