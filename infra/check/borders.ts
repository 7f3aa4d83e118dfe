import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseReport, runTool } from "./run-tool.ts";
import type { Findings, Problem } from "./step.ts";
import { sources } from "./tree.ts";

interface CruiseReport {
  modules: readonly { source: string }[];
  summary: {
    violations: readonly { from: string; to: string; rule: { name: string } }[];
  };
}

/** Below this share of our sources the tool has not looked: under a TypeScript it cannot read, it sees none and is content. */
const PLAUSIBLE_SHARE = 0.8;

/** Imports that cross a border of the import table, by dependency-cruiser with `.dependency-cruiser.cjs`. */
export async function findBorderCrossings(root: string): Promise<Findings> {
  const folders = ["packages", "apps", "infra"].filter((folder) => existsSync(join(root, folder)));
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders];
  const run = await runTool("dependency-cruiser/bin/dependency-cruiser.mjs", args, root);
  const { modules, summary } = parseReport("dependency-cruiser", run) as CruiseReport;
  const crossings = summary.violations.map(({ from, to, rule }) => ({
    file: from,
    rule: rule.name,
    message: `imports ${to}`,
  }));
  const seen = new Set(modules.map(({ source }) => source));
  return { problems: [...crossings, ...blindness(sources(root), seen)], lookedAt: `${modules.length} modules` };
}

/** A problem when the tool looked at too few of our sources to be believed. */
export function blindness(own: readonly string[], seen: ReadonlySet<string>): Problem[] {
  const looked = own.filter((path) => seen.has(path)).length;
  if (own.length > 0 && looked > own.length * PLAUSIBLE_SHARE) return [];
  const message = `dependency-cruiser looked at ${looked} of ${own.length} sources`;
  return [{ file: ".dependency-cruiser.cjs", rule: "blind", message }];
}
