import { parseArgs } from "node:util";
import { agrees, proveCase, THEORY_CASES, type TheoryResult } from "@nightlight/simulation/theory/prove-theory";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WeekFigures } from "@nightlight/simulation/replay/replay-book";
import { replayYear } from "@nightlight/simulation/replay/replay-year";
import { runProof, startOwnDatabases, type Proof, type Stop } from "./proof/run-proof.ts";
import { readDataFolder } from "./setup/settings.ts";

const USAGE = `Usage: npm run simulate -- theory [--replications 40] [--arrivals 4000] [--seed 1] [--json]
       npm run simulate -- year [--contacts 20000 | all] [--seed 1] [--fresh] [--json]`;
/** Two cores: one week computes while the other's database does. */
const SIDE_BY_SIDE = 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    replications: { type: "string", default: "40" },
    arrivals: { type: "string", default: "4000" },
    contacts: { type: "string", default: "20000" },
    fresh: { type: "boolean", default: false },
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
const contacts = values.contacts === "all" ? Number.POSITIVE_INFINITY : Number(values.contacts);
const VERBS: Readonly<Record<string, (stops: Stop[]) => Promise<Proof>>> = { theory, year };
const [verb] = positionals;
const run = verb !== undefined && Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
if (positionals.length !== 1 || run === undefined || !isPlausible || !(contacts >= 1)) {
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

/** The year through the real commands and PostgreSQL. Weeks that are done are kept, and an interrupted year goes on. */
async function year(stops: Stop[]): Promise<Proof> {
  const databases = await startOwnDatabases(stops);
  const root = fileURLToPath(new URL("..", import.meta.url));
  const folder = join(readDataFolder(process.env, root), "simulation", `year-${String(seed)}`);
  mkdirSync(folder, { recursive: true });
  const fileOf = (week: number): string => join(folder, `week-${String(week)}.json`);
  const from = performance.now();
  const figures = await replayYear({
    ...{ seed, contacts, databases, sideBySide: SIDE_BY_SIDE, say: (line: string) => console.log(line) },
    kept: (week) => (values.fresh ? undefined : readKept(fileOf(week))),
    keep(week, done) {
      writeFileSync(`${fileOf(week)}.new`, JSON.stringify(done));
      renameSync(`${fileOf(week)}.new`, fileOf(week));
    },
  });
  const seconds = Math.round((performance.now() - from) / 1000);
  return { result: { ...figures, seconds }, holds: figures.lost === 0 && figures.violations.length === 0 };
}

function readKept(file: string): WeekFigures | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as WeekFigures;
  } catch {
    return undefined;
  }
}
