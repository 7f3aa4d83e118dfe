import { auditWhile } from "@nightlight/simulation/load/audit-while";
import type { BusyPlan } from "@nightlight/simulation/load/keep-busy";
import { median } from "./figures.ts";
import type { LoadResult } from "./load-process.ts";
import { describeFailures, type Both, type Pair } from "./pair.ts";

export type CyclesOptions = {
  readonly counsellors: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
};

type Cycles = { readonly cyclesPerSecond: number };

/** What the bench prints. A cycle: arrives, is matched, shown, accepted, ended, closed. */
export type CyclesResult = {
  readonly product: Cycles;
  readonly floor: Cycles;
  readonly ratio: number;
  /** What the auditor found every few seconds, and the checker of histories at the end. */
  readonly violations: number;
  readonly lost: number;
  readonly doubled: number;
};

const TALK_MS = 5;
const WARM_UP_SECONDS = 10;
const DRAIN_MS = 20_000;
const PARTS = { times: 50, everyMs: 10 };

/** Measures how many whole cycles fit into a second while everybody works as fast as they can, beside a floor of as many commits. */
export async function measureCycles(pair: Pair, options: CyclesOptions): Promise<CyclesResult> {
  const { say, counsellors, seconds, rounds } = options;
  const measureBoth = (name: string, seed: number): Promise<Both> => {
    const plan: BusyPlan = {
      ...{ seats: counsellors, waiting: counsellors, talkMs: TALK_MS, seed, seconds },
      ...{ warmUpSeconds: Math.min(WARM_UP_SECONDS, seconds), drainMs: DRAIN_MS },
    };
    return pair.take(
      { load: "busy", plan },
      {
        ...{ isWhole: true, parts: PARTS, limitMs: (plan.warmUpSeconds + seconds) * 1000 + DRAIN_MS + 60_000 },
        took: (which, result) => say(`${name}, ${which}: ${describe(result, seconds)}`),
      },
    );
  };
  say(`${String(counsellors)} counsellors, ${String(rounds)} × ${String(seconds)} s each, auditor on`);
  const { value: runs, violations } = await auditWhile(pair, async () => {
    const measured: Both[] = [];
    for (let round = 1; round <= rounds; round += 1) measured.push(await measureBoth(`round ${String(round)}`, round));
    return measured;
  });
  for (const violation of violations) say(`violation: ${violation}`);
  const rate = (of: (both: Both) => LoadResult): number =>
    Math.round((median(runs.map((both) => of(both).closed)) / seconds) * 10) / 10;
  const [floor, product] = [rate((both) => both.floor), rate((both) => both.product)];
  const seen = runs.flatMap((both) => [both.floor, both.product]);
  return {
    product: { cyclesPerSecond: product },
    floor: { cyclesPerSecond: floor },
    ratio: Math.round((product / floor) * 100) / 100,
    violations: violations.length,
    lost: new Set(seen.flatMap(({ lost }) => lost)).size,
    doubled: new Set(seen.flatMap(({ doubled }) => doubled)).size,
  };
}

function describe(result: LoadResult, seconds: number): string {
  return `${(result.closed / seconds).toFixed(1)} cycles/s (${describeFailures(result)})`;
}
