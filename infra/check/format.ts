import { runTool } from "./run-tool.ts";
import type { Findings } from "./step.ts";

/** Files that Prettier would write differently. */
export async function findUnformatted(root: string): Promise<Findings> {
  const run = await runTool("prettier/bin/prettier.cjs", [".", "--list-different"], root);
  const files = run.output.split("\n").filter((line) => line !== "");
  if (run.exitCode > 1 && run.errors === "") throw new Error(`Prettier broke with exit code ${run.exitCode}`);
  const unreadable = run.errors.split("\n").filter((line) => line.startsWith("[error]"));
  return {
    problems: [
      ...files.map((file) => ({ file, rule: "format", message: "not formatted: npm run format" })),
      ...unreadable.map((line) => ({ file: "", rule: "format", message: line })),
    ],
    lookedAt: "every file that Prettier knows",
  };
}
