import type { LoadPlan } from "@nightlight/simulation/load/run-load";
import { figureOf, medianFigure, ratioOf, rounded, whyVoid, type Figure, type RoutingFigures } from "./figures.ts";
import type { LoadResult } from "./load-process.ts";
import { describeFailures, startPair, type Both } from "./pair.ts";
import type { Stops } from "./services.ts";
import { askDatabase } from "./verdict.ts";

export type RoutingOptions = {
  readonly root: string;
  readonly dataFolder: string;
  /** Arrivals a second. */
  readonly rate: number;
  /** How long each run is measured. */
  readonly seconds: number;
  /** How often floor and product take turns. */
  readonly rounds: number;
  /** Where CPU profiles of the product's server go; undefined for none. */
  readonly profileFolder: string | undefined;
  readonly say: (line: string) => void;
};

/** What the bench prints. Times in milliseconds, on the client's clock. */
export type RoutingResult = {
  readonly floor: RoutingFigures;
  readonly product: RoutingFigures;
  readonly ratio: RoutingFigures;
  readonly raw: { readonly update: Figure; readonly ping: Figure; readonly post: Figure };
  readonly lost: number;
  readonly doubled: number;
  /** Present when the floor was disturbed: nothing may be read from this run. */
  readonly void?: true;
};

const COUNSELLORS = 32;
const TALK_MS = 10;
const DRAIN_MS = 15_000;
/** Both programs run cold at first: nothing compiled, no plan cached. This much load is not measured. */
const WARM_UP_SECONDS = 20;
/** The first moments of every load, while connections settle, are not measured either. */
const SETTLE_SECONDS = 2;
const PARTS_MEASURED = 100;

/** Measures arrival → offer and accept → assigned beside the floor of the same machine, in turns; medians of the rounds. */
export async function benchRouting(options: RoutingOptions, stops: Stops): Promise<RoutingResult> {
  const { say, rounds, rate, seconds } = options;
  const pair = await startPair({ ...options, counsellors: COUNSELLORS }, stops);
  const measureBoth = (plan: LoadPlan, name: string): Promise<Both> =>
    pair.take(
      { load: "arrivals", plan },
      {
        limitMs: limitOf(plan),
        parts: { times: PARTS_MEASURED, everyMs: 1000 / plan.perSecond },
        took: (which, result) => say(`${name}, ${which}:${which === "floor" ? "  " : ""} ${describe(result)}`),
      },
    );

  say(`${String(COUNSELLORS)} counsellors, ${String(rate)} arrivals/s, ${String(rounds)} × ${String(seconds)} s each`);
  const warmUp = await measureBoth(planOf(rate, Math.min(WARM_UP_SECONDS, seconds), 0), "warm-up");
  const runs: Both[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    runs.push(await measureBoth(planOf(rate, seconds, round), `round ${String(round)}`));
  }
  return conclude(warmUp, runs, pair.ownerUrl, say);
}

function planOf(perSecond: number, seconds: number, seed: number): LoadPlan {
  const warmUpSeconds = Math.min(SETTLE_SECONDS, seconds);
  return { seats: COUNSELLORS, perSecond, seconds, warmUpSeconds, talkMs: TALK_MS, seed, drainMs: DRAIN_MS };
}

/** How long a load may take before something hangs. */
function limitOf({ warmUpSeconds, seconds, drainMs }: LoadPlan): number {
  return (warmUpSeconds + seconds) * 1000 + drainMs + 30_000;
}

function figuresOf({ arrivalToOffer, acceptToAssigned }: LoadResult): RoutingFigures {
  return { arrivalToOffer: figureOf(arrivalToOffer), acceptToAssigned: figureOf(acceptToAssigned) };
}

async function conclude(
  warmUp: Both,
  runs: readonly Both[],
  ownerUrl: string,
  say: (line: string) => void,
): Promise<RoutingResult> {
  const all = [warmUp, ...runs];
  const acknowledged = all.flatMap(({ product }) => product.acknowledged);
  const verdict = await askDatabase(ownerUrl, acknowledged);
  const seen = all.flatMap((both) => [both.floor, both.product]);
  const lost = new Set([...verdict.lost, ...seen.flatMap((run) => run.lost)]);
  const doubled = new Set([...verdict.doubled, ...seen.flatMap((run) => run.doubled)]);
  const floor = medians(runs.map((both) => figuresOf(both.floor)));
  const product = medians(runs.map((both) => figuresOf(both.product)));
  const ofPart = (name: "update" | "ping" | "post") =>
    medianFigure(runs.flatMap((both) => (both.floor.raw === undefined ? [] : [figureOf(both.floor.raw[name])])));
  const raw = { update: ofPart("update"), ping: ofPart("ping"), post: ofPart("post") };
  const reason = whyVoid(floor, raw);
  if (reason !== undefined) say(`VOID: ${reason}. The machine was busy with something else; run it again.`);
  return {
    floor: mapFigures(floor, rounded),
    product: mapFigures(product, rounded),
    ratio: mapFigures(
      {
        arrivalToOffer: ratioOf(product.arrivalToOffer, floor.arrivalToOffer),
        acceptToAssigned: ratioOf(product.acceptToAssigned, floor.acceptToAssigned),
      },
      rounded,
    ),
    raw: { update: rounded(raw.update), ping: rounded(raw.ping), post: rounded(raw.post) },
    lost: lost.size,
    doubled: doubled.size,
    ...(reason === undefined ? {} : { void: true }),
  };
}

function medians(runs: readonly RoutingFigures[]): RoutingFigures {
  return {
    arrivalToOffer: medianFigure(runs.map(({ arrivalToOffer }) => arrivalToOffer)),
    acceptToAssigned: medianFigure(runs.map(({ acceptToAssigned }) => acceptToAssigned)),
  };
}

function mapFigures(figures: RoutingFigures, change: (figure: Figure) => Figure): RoutingFigures {
  return {
    arrivalToOffer: change(figures.arrivalToOffer),
    acceptToAssigned: change(figures.acceptToAssigned),
  };
}

/** One run in a line. */
function describe(result: LoadResult): string {
  const { arrivalToOffer, acceptToAssigned } = figuresOf(result);
  const figure = ({ p50, p99 }: Figure) => `p50 ${p50.toFixed(2)} p99 ${p99.toFixed(2)} ms`;
  return (
    `arrival → offer ${figure(arrivalToOffer)}, accept → assigned ${figure(acceptToAssigned)} ` +
    `(${String(result.acknowledged.length)} contacts, ${describeFailures(result)})`
  );
}
