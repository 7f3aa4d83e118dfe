/** Chance that repeats: the same seed gives the same draws. */
export type Chance = {
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  is(probability: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  digits(count: number, alphabet?: string): string;
};

/** Makes a source of chance for one request, so that request 4,711 is the same whatever came before it. */
export function chanceOf(seed: number, index: number): Chance {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 4; round += 1) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    is: (probability) => next() < probability,
    pick(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error("nothing to pick from");
      return value;
    },
    digits: (count, alphabet = "0123456789abcdef") =>
      Array.from({ length: count }, () => alphabet[below(alphabet.length)] ?? "0").join(""),
  };
}
