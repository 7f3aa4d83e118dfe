import { parseReport, runTool } from "./run-tool.ts";
import type { Findings } from "./step.ts";

interface KnipReport {
  issues: readonly ({ file: string } & Record<string, unknown>)[];
}

/** Files, exports and dependencies that nobody uses, and dependencies that are used but not named, by knip. */
export async function findUnused(root: string): Promise<Findings> {
  const run = await runTool("knip/bin/knip.js", ["--reporter", "json", "--no-progress"], root);
  const { issues } = parseReport("knip", run) as KnipReport;
  const problems = issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([rule, found]) =>
      names(found).map((name) => ({ file, rule, message: `${rule}: ${name}` })),
    ),
  );
  if (run.exitCode > 1) throw new Error(`knip broke (exit code ${run.exitCode}): ${run.errors}`);
  return { problems, lookedAt: "every workspace" };
}

function names(found: unknown): string[] {
  if (!Array.isArray(found)) return [];
  return found.flat().map((each: unknown) => {
    const isNamed = typeof each === "object" && each !== null && "name" in each;
    return isNamed ? String(each.name) : String(each);
  });
}
