/**
 * When contacts arrive, in milliseconds from the start: a Poisson process, because people do not take turns. One seed
 * gives one series, so that two systems get the same one.
 */
export function arrivalTimes(options: { perSecond: number; seconds: number; seed: number }): number[] {
  const chance = chanceFrom(options.seed);
  const times: number[] = [];
  for (let at = 0; ;) {
    at += (-Math.log(1 - chance()) * 1000) / options.perSecond;
    if (at >= options.seconds * 1000) return times;
    times.push(at);
  }
}

/** Numbers in [0, 1), always the same ones for a seed (Mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
