/** A source of numbers that look like chance and are the same for the same seed. */
export type Chance = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** One of `values`, each as often as its weight says. */
  weighted<Value>(values: readonly Value[], weightOf: (value: Value) => number): Value;
  /** True so often: 0 never, 1 always. */
  happens(share: number): boolean;
};

/** Chance from a seed (mulberry32). Not for secrets. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new Error("There is nothing to pick from");
    return value;
  };
  return {
    next,
    pick,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    weighted(values, weightOf) {
      let left = next() * values.reduce((sum, value) => sum + weightOf(value), 0);
      return values.find((value) => (left -= weightOf(value)) < 0) ?? pick(values);
    },
    happens: (share) => next() < share,
  };
}
