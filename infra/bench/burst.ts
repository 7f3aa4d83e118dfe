import type { BurstPlan } from "@nightlight/simulation/load/burst";
import { median, percentile } from "./figures.ts";
import type { LoadResult } from "./load-process.ts";
import { describeFailures, type Both, type Pair } from "./pair.ts";
import { askDatabase } from "./verdict.ts";

export type BurstOptions = {
  /** How many places are free. */
  readonly places: number;
  /** How many contacts come at once. */
  readonly contacts: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
};

/** Milliseconds from sending the first contact until half of the places, and all of them, had an offer on screen. */
type Offered = { readonly halfOffered: number; readonly allOffered: number };

/** What the bench prints. */
export type BurstResult = {
  readonly product: Offered;
  readonly floor: Offered;
  readonly ratio: Offered;
  /** Places that had an offer, in the round with the fewest. */
  readonly offered: number;
  readonly lost: number;
  readonly doubled: number;
};

const DRAIN_MS = 60_000;
const PARTS = { times: 20, everyMs: 10 };

/** Measures how long a burst of contacts takes to reach everybody who is free, beside the floor, in turns. The first is not measured. */
export async function measureBurst(pair: Pair, options: BurstOptions): Promise<BurstResult> {
  const { say, places, contacts, rounds } = options;
  const burstOnBoth = (name: string, seed: number): Promise<Both> => {
    const plan: BurstPlan = { seats: places, contacts, seed, drainMs: DRAIN_MS };
    return pair.take(
      { load: "burst", plan },
      {
        limitMs: DRAIN_MS + 60_000,
        parts: PARTS,
        took: (which, result) => say(`${name}, ${which}: ${describe(result)}`),
      },
    );
  };
  say(`${String(contacts)} contacts at once, ${String(places)} places are free`);
  const warmUp = await burstOnBoth("warm-up", 0);
  const runs: Both[] = [];
  for (let round = 1; round <= rounds; round += 1) runs.push(await burstOnBoth(`round ${String(round)}`, round));

  const all = [warmUp, ...runs];
  const acknowledged = all.flatMap(({ product }) => product.acknowledged);
  const verdict = await askDatabase(pair.ownerUrl, acknowledged);
  const seen = all.flatMap((both) => [both.floor, both.product]);
  const floor = medians(runs.map((both) => both.floor));
  const product = medians(runs.map((both) => both.product));
  return {
    ...{ product, floor },
    ratio: {
      halfOffered: inHundredths(product.halfOffered / floor.halfOffered),
      allOffered: inHundredths(product.allOffered / floor.allOffered),
    },
    offered: Math.min(...runs.map((both) => both.product.offered.length)),
    lost: new Set([...verdict.lost, ...seen.flatMap(({ lost }) => lost)]).size,
    doubled: new Set([...verdict.doubled, ...seen.flatMap(({ doubled }) => doubled)]).size,
  };
}

function medians(results: readonly LoadResult[]): Offered {
  return {
    halfOffered: Math.round(median(results.map(({ offered }) => percentile(offered, 0.5)))),
    allOffered: Math.round(median(results.map(({ offered }) => Math.max(...offered)))),
  };
}

function inHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function describe(result: LoadResult): string {
  const { halfOffered, allOffered } = medians([result]);
  const places = `half of the places after ${String(halfOffered)} ms, all ${String(result.offered.length)} after`;
  return `${places} ${String(allOffered)} ms (${describeFailures(result)})`;
}
