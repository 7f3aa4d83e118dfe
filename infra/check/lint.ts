import { relative, sep } from "node:path";
import { parseReport, runTool } from "./run-tool.ts";
import type { Findings } from "./step.ts";

interface FileReport {
  filePath: string;
  messages: readonly { ruleId: string | null; message: string; line?: number }[];
}

/** What ESLint reports; a warning counts, for a warning that nobody must act on is noise. */
export async function findLint(root: string): Promise<Findings> {
  const run = await runTool("eslint/bin/eslint.js", [".", "--format", "json"], root);
  const reports = parseReport("ESLint", run) as FileReport[];
  const problems = reports.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message, line = 0 }) => ({
      file: relative(root, filePath).split(sep).join("/"),
      rule: ruleId ?? "parse",
      message: `line ${line}: ${message}`,
    })),
  );
  return { problems, lookedAt: `${reports.length} files` };
}
