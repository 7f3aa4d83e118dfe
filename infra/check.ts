import { join } from "node:path";
import { findBorderCrossings } from "./check/borders.ts";
import { findUnformatted } from "./check/format.ts";
import { findForbiddenLicences } from "./check/licences.ts";
import { findLint } from "./check/lint.ts";
import { runSteps } from "./check/run-steps.ts";
import { findUnsaid } from "./check/said.ts";
import { findMisspelled } from "./check/spelling.ts";
import { findHeavyApps } from "./check/size.ts";
import type { Step } from "./check/step.ts";
import { findTypeErrors } from "./check/types.ts";
import { findUnused } from "./check/unused.ts";
import { findVersionConflicts } from "./check/versions.ts";
import { findMachineWords } from "./check/words.ts";

/** The longest first, so that the last to end is short. */
const STEPS: readonly Step[] = [
  { name: "lint", find: findLint },
  { name: "types", find: findTypeErrors },
  { name: "format", find: findUnformatted },
  { name: "borders", find: findBorderCrossings },
  { name: "unused", find: findUnused },
  { name: "size", find: findHeavyApps },
  { name: "versions", find: findVersionConflicts },
  { name: "licences", find: findForbiddenLicences },
  { name: "words", find: findMachineWords },
  { name: "said", find: findUnsaid },
  { name: "spelling", find: findMisspelled },
];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(", ")}. Steps: ${STEPS.map(({ name }) => name).join(", ")}`);
  process.exitCode = 2;
} else {
  const steps = STEPS.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  const isClean = await runSteps(steps, join(import.meta.dirname, ".."), (line) => console.log(line));
  process.exitCode = isClean ? 0 : 1;
}
