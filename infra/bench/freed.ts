import type { BusyPlan } from "@nightlight/simulation/load/keep-busy";
import { figureOf, medianFigure, ratioOf, rounded, whyDisturbed, type Figure } from "./figures.ts";
import type { LoadResult } from "./load-process.ts";
import { describeFailures, type Both, type Pair } from "./pair.ts";
import { askDatabase } from "./verdict.ts";

export type FreedOptions = {
  readonly counsellors: number;
  /** Places that become free in a second, over all counsellors. */
  readonly rate: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
};

type Freed = { readonly freedToOffer: Figure };

/** What the bench prints. Milliseconds from sending what frees a place until the next offer is on that screen. */
export type FreedResult = {
  readonly product: Freed;
  readonly floor: Freed;
  readonly ratio: Freed;
  readonly raw: { readonly update: Figure; readonly ping: Figure; readonly post: Figure };
  /** Places that became free in the product while it was measured. */
  readonly freed: number;
  readonly lost: number;
  readonly doubled: number;
  /** Present when the floor was disturbed: nothing may be read from this run. */
  readonly void?: true;
};

/** Programs run cold at first. */
const WARM_UP_SECONDS = 10;
const DRAIN_MS = 15_000;
const PARTS_MEASURED = 100;

/** Measures how soon somebody who became free has the next offer on screen while others wait, beside the floor, in turns. */
export async function measureFreed(pair: Pair, options: FreedOptions): Promise<FreedResult> {
  const { say, counsellors, rate, seconds, rounds } = options;
  const measureBoth = (name: string, seed: number): Promise<Both> => {
    const plan: BusyPlan = {
      // As many wait at any time as there are people: whoever becomes free is wanted.
      ...{ seats: counsellors, waiting: counsellors, talkMs: (1000 * counsellors) / rate, seed, seconds },
      ...{ warmUpSeconds: Math.min(WARM_UP_SECONDS, seconds), drainMs: DRAIN_MS },
    };
    return pair.take(
      { load: "busy", plan },
      {
        limitMs: (plan.warmUpSeconds + seconds) * 1000 + DRAIN_MS + 60_000,
        parts: { times: Math.min(PARTS_MEASURED, Math.ceil(rate * seconds)), everyMs: Math.min(20, 1000 / rate) },
        took: (which, result) => say(`${name}, ${which}: ${describe(result)}`),
      },
    );
  };
  say(`${String(counsellors)} counsellors, about ${String(rate)} become free in a second, and as many wait`);
  const runs: Both[] = [];
  for (let round = 1; round <= rounds; round += 1) runs.push(await measureBoth(`round ${String(round)}`, round));

  const acknowledged = runs.flatMap(({ product }) => product.acknowledged);
  const verdict = await askDatabase(pair.ownerUrl, acknowledged);
  const seen = runs.flatMap((both) => [both.floor, both.product]);
  const floor = medianFigure(runs.map((both) => figureOf(both.floor.freedToOffer)));
  const product = medianFigure(runs.map((both) => figureOf(both.product.freedToOffer)));
  const part = (name: "update" | "ping" | "post"): Figure =>
    medianFigure(runs.flatMap((both) => (both.floor.raw === undefined ? [] : [figureOf(both.floor.raw[name])])));
  const raw = { update: part("update"), ping: part("ping"), post: part("post") };
  // Half a request, two commits (of whoever closes, and of the matcher), half a ping.
  const reason = whyDisturbed("freedToOffer", floor.p50, raw.post.p50 / 2 + 2 * raw.update.p50 + raw.ping.p50 / 2);
  if (reason !== undefined) say(`VOID: ${reason}. The machine was busy with something else; run it again.`);
  return {
    product: { freedToOffer: rounded(product) },
    floor: { freedToOffer: rounded(floor) },
    ratio: { freedToOffer: rounded(ratioOf(product, floor)) },
    raw: { update: rounded(raw.update), ping: rounded(raw.ping), post: rounded(raw.post) },
    freed: runs.reduce((sum, both) => sum + both.product.freedToOffer.length, 0),
    lost: new Set([...verdict.lost, ...seen.flatMap(({ lost }) => lost)]).size,
    doubled: new Set([...verdict.doubled, ...seen.flatMap(({ doubled }) => doubled)]).size,
    ...(reason === undefined ? {} : { void: true }),
  };
}

function describe(result: LoadResult): string {
  const { p50, p99 } = figureOf(result.freedToOffer);
  const freed = `${String(result.freedToOffer.length)} freed, ${describeFailures(result)}`;
  return `free → next offer p50 ${p50.toFixed(2)} p99 ${p99.toFixed(2)} ms (${freed})`;
}
