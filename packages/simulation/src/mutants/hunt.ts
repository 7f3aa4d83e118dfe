import type { Invariant } from "../history/history.ts";
import { runStress, type StressOptions } from "../stress/run-stress.ts";
import type { Mutant } from "./mutants.ts";

/** What became of a mutant: caught when a run showed one of the invariants by which it may be known. */
export type Caught = {
  readonly name: string;
  readonly caught: boolean;
  readonly by: readonly Invariant[];
  readonly runs: number;
  readonly example: string;
};

export type Hunt = {
  /** Opens a new database for a run, and drops it after. */
  readonly inDatabase: <Value>(
    story: (where: Pick<StressOptions, "appUrl" | "owner">) => Promise<Value>,
  ) => Promise<Value>;
  readonly playMs: number;
  readonly clearMs: number;
  /** A race has to happen to be seen: so many runs may pass before a mutant counts as missed. */
  readonly runs: number;
};

/** Lets everybody loose on a broken variant until the checker says what is wrong. */
export async function huntMutant(mutant: Mutant, { inDatabase, playMs, clearMs, runs }: Hunt): Promise<Caught> {
  for (let run = 1; run <= runs; run += 1) {
    const { violations } = await inDatabase((where) =>
      runStress({
        ...where,
        ...{ seed: run, playMs, clearMs, breakage: mutant.breakage, clients: { children: 6, counsellors: 4 } },
      }),
    );
    const telling = violations.filter(({ invariant }) => mutant.shows.includes(invariant));
    const [first] = telling;
    if (first !== undefined) {
      const by = [...new Set(telling.map(({ invariant }) => invariant))].sort();
      return { name: mutant.name, caught: true, by, runs: run, example: `${first.invariant}: ${first.what}` };
    }
  }
  return { name: mutant.name, caught: false, by: [], runs, example: "" };
}
