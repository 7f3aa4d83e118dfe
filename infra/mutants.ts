import { parseArgs } from "node:util";
import { huntMutant, type Caught } from "@nightlight/simulation/mutants/hunt";
import { MUTANTS } from "@nightlight/simulation/mutants/mutants";
import { runProof, startOwnDatabases } from "./proof/run-proof.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "12" },
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error("Usage: npm run test:mutants -- [--runs 12] [--only words of a name] [--json]");
  process.exit(2);
}

await runProof(values.json, async (stops) => {
  const databases = await startOwnDatabases(stops);
  const caught: Caught[] = [];
  for (const mutant of MUTANTS.filter(({ name }) => name.includes(values.only))) {
    const one = await huntMutant(mutant, { inDatabase: databases.use, playMs: 1_000, clearMs: 2_500, runs });
    caught.push(one);
    console.log(one.caught ? `caught  ${one.name}: ${one.example} (run ${String(one.runs)})` : `MISSED  ${one.name}`);
  }
  const missed = caught.filter((one) => !one.caught).map(({ name }) => name);
  return {
    result: { mutants: caught.length, caught: caught.length - missed.length, missed },
    holds: missed.length === 0,
  };
});
