/** A word as it is looked for: without marks, in small letters, đ as d. Only for finding, never for showing. */
export function foldMarks(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}
