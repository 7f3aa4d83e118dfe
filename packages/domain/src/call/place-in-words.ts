/** How a caller is told where they stand. */
export const PLACES = ["next", "few", "many"] as const;
export type PlaceInWords = (typeof PLACES)[number];

const FEW = 5;

/**
 * Where somebody stands when so many are before them. No number is said: whoever is in danger goes first, and a number that
 * grows while one waits would be a lie.
 */
export function placeInWords(ahead: number): PlaceInWords {
  if (ahead === 0) return "next";
  return ahead <= FEW ? "few" : "many";
}
