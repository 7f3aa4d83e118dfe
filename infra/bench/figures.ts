/** The middle and the end that people notice, in milliseconds. */
export type Figure = { readonly p50: number; readonly p99: number };

/** The two waits of routing. */
export type RoutingFigures = { readonly arrivalToOffer: Figure; readonly acceptToAssigned: Figure };

/** Above this multiple of the sum of its own parts a floor was disturbed, and nothing may be read from the run. */
const BELIEVED_UP_TO = 1.5;

/** The value that a share of all values does not exceed (nearest rank). NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The figure of one run. */
export function figureOf(values: readonly number[]): Figure {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
}

/** The middle of several values, the mean of the middle two when there are two. NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** The figure of several runs: the median of each part. */
export function medianFigure(figures: readonly Figure[]): Figure {
  return { p50: median(figures.map(({ p50 }) => p50)), p99: median(figures.map(({ p99 }) => p99)) };
}

/** How many times the floor something takes. */
export function ratioOf(figure: Figure, floor: Figure): Figure {
  return { p50: figure.p50 / floor.p50, p99: figure.p99 / floor.p99 };
}

/** The parts of the floor's own two waits, measured by themselves. */
export type Parts = { readonly update: Figure; readonly ping: Figure; readonly post: Figure };

/**
 * Why this floor must not be believed; undefined when it may. An arrival is half a request, two commits and half a
 * ping; an acceptance is one request and one commit.
 */
export function whyVoid(floor: RoutingFigures, { update, ping, post }: Parts): string | undefined {
  const sums = {
    arrivalToOffer: post.p50 / 2 + 2 * update.p50 + ping.p50 / 2,
    acceptToAssigned: post.p50 + update.p50,
  };
  return (
    whyDisturbed("arrivalToOffer", floor.arrivalToOffer.p50, sums.arrivalToOffer) ??
    whyDisturbed("acceptToAssigned", floor.acceptToAssigned.p50, sums.acceptToAssigned)
  );
}

/** Why one figure of a floor must not be believed beside the sum of its parts; undefined when it may. */
export function whyDisturbed(name: string, took: number, sumOfParts: number): string | undefined {
  const times = took / sumOfParts;
  // Written this way round so that a missing figure (NaN) is not believed either.
  if (times <= BELIEVED_UP_TO) return undefined;
  return `the floor's ${name} took ${times.toFixed(2)} times the sum of its own parts (at most ${String(BELIEVED_UP_TO)})`;
}

/** Rounded to microseconds, for printing. */
export function rounded({ p50, p99 }: Figure): Figure {
  return { p50: Math.round(p50 * 1000) / 1000, p99: Math.round(p99 * 1000) / 1000 };
}
