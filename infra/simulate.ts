import { parseArgs } from "node:util";
import { agrees, proveCase, THEORY_CASES, type TheoryResult } from "@nightlight/simulation/theory/prove-theory";
import { runProof, type Proof } from "./proof/run-proof.ts";

const USAGE = `Usage: npm run simulate -- theory [--replications 40] [--arrivals 4000] [--seed 1] [--json]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    replications: { type: "string", default: "40" },
    arrivals: { type: "string", default: "4000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const [replications, arrivals, seed] = [values.replications, values.arrivals, values.seed].map(Number) as [
  number,
  number,
  number,
];
const isPlausible = [replications - 2, arrivals - 100, seed].every((given) => Number.isInteger(given) && given >= 0);
const VERBS: Readonly<Record<string, () => Promise<Proof>>> = { theory };
const [verb] = positionals;
const run = verb !== undefined && Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
if (positionals.length !== 1 || run === undefined || !isPlausible) {
  console.error(USAGE);
  process.exit(2);
}
await runProof(values.json, run);

/** Waits of the domain's own matcher beside the formulas. */
async function theory(): Promise<Proof> {
  const results = THEORY_CASES.map((theoryCase) => {
    const result = proveCase(theoryCase, { replications, arrivals, seed });
    console.log(describe(result));
    return result;
  });
  const off = results.filter((result) => !agrees(result)).map(({ name }) => name);
  return { result: { cases: results, off }, holds: off.length === 0 };
}

function describe({ name, waits, abandons }: TheoryResult): string {
  const each = (what: string, { expected, simulated, sigmas }: TheoryResult["waits"]): string =>
    `${what} ${simulated.toFixed(5)}, theory ${expected.toFixed(5)} (${sigmas.toFixed(1)} σ)`;
  return [name, each("wait", waits), ...(abandons === undefined ? [] : [each("abandon", abandons)])].join(": ");
}
