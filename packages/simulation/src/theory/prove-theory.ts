import { chanceOf } from "@nightlight/database/demo/chance";
import { erlangA, erlangC, type LongRun } from "./erlang.ts";
import { simulateQueue, type QueuePlan } from "./simulated-queue.ts";

/** A queue that theory knows, and what it says of it. */
export type TheoryCase = { readonly name: string; readonly plan: QueuePlan; readonly expected: LongRun };

/** A conversation of three minutes. What is measured does not depend on it: everything else is relative to it. */
const HANDLING = 180;

/** Four lines sized after Erlang C, and one after Erlang A: 100 calls in half an hour, patience five minutes. */
export const THEORY_CASES: readonly TheoryCase[] = [
  ...[[14, 10] as const, [16, 10] as const, [25, 20] as const, [55, 50] as const].map(([servers, load]) => ({
    name: `Erlang C, ${String(servers)} people, ${String(load)} Erlang`,
    plan: { servers, rate: load / HANDLING, handling: HANDLING, patience: undefined },
    expected: erlangC(servers, load),
  })),
  {
    name: "Erlang A, 14 people, 10 Erlang, patience 5 min",
    plan: { servers: 14, rate: 100 / 1800, handling: HANDLING, patience: 300 },
    expected: erlangA({ servers: 14, load: 10, patience: 300 / HANDLING }),
  },
];

export type Size = { readonly replications: number; readonly arrivals: number; readonly seed: number };

/** An estimate from independent runs, and how many of its own standard errors it lies from theory. */
export type Estimate = { readonly expected: number; readonly simulated: number; readonly sigmas: number };

export type TheoryResult = { readonly name: string; readonly waits: Estimate; readonly abandons?: Estimate };

/** So many handling times pass before an empty house looks as it does in the long run. */
const WARM_UP_HANDLINGS = 60;
export const SIGMAS_ALLOWED = 3;

/** Runs one case so often, each time with chance of its own, and puts the mean beside the formula. */
export function proveCase({ name, plan, expected }: TheoryCase, size: Size): TheoryResult {
  const warmUp = Math.ceil(WARM_UP_HANDLINGS * plan.rate * plan.handling);
  const runs = Array.from({ length: size.replications }, (_, run) =>
    simulateQueue(plan, size.arrivals, warmUp, chanceOf(size.seed * 7919 + run * 104_729 + plan.servers)),
  );
  const waits = estimate(
    runs.map((run) => run.waits),
    expected.waits,
  );
  if (plan.patience === undefined) return { name, waits };
  const abandons = estimate(
    runs.map((run) => run.abandons),
    expected.abandons,
  );
  return { name, waits, abandons };
}

/** Whether everything that was measured lies where theory puts it. */
export function agrees({ waits, abandons }: TheoryResult): boolean {
  return [waits, ...(abandons === undefined ? [] : [abandons])].every(
    ({ sigmas }) => Math.abs(sigmas) <= SIGMAS_ALLOWED,
  );
}

function estimate(values: readonly number[], expected: number): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { expected, simulated: mean, sigmas: (mean - expected) / Math.sqrt(variance / values.length) };
}
