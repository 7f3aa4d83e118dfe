/** Whether the law's limits bind, or the same ladder is kept as the helpline's own policy. */
export const BASES = ["law", "policy"] as const;

export type Basis = (typeof BASES)[number];

const NOT_UNDER_16: ReadonlySet<string> = new Set(["16-17", "18+"]);

/**
 * The law binds when any child is under 16 or of unknown age, and when nobody's age was written down. `ageBands` are the
 * bands of the record's children.
 */
export function basisOf(ageBands: readonly string[]): Basis {
  return ageBands.length > 0 && ageBands.every((band) => NOT_UNDER_16.has(band)) ? "policy" : "law";
}
