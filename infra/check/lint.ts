import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseReport, runTool } from "./run-tool.ts";
import type { Findings } from "./step.ts";

interface FileReport {
  filePath: string;
  messages: readonly { ruleId: string | null; message: string; line?: number }[];
}

/** Rules that ask types keep the types of everything they read: in one go the repository takes more than 4 GB. */
const PARTS: readonly (readonly string[])[] = [
  ["packages"],
  ["apps"],
  [".", "--ignore-pattern", "packages/**", "--ignore-pattern", "apps/**"],
];

/** What ESLint reports; a warning counts, for a warning that nobody must act on is noise. */
export async function findLint(root: string): Promise<Findings> {
  const reports: FileReport[] = [];
  for (const part of PARTS.filter(([folder = ""]) => existsSync(join(root, folder)))) {
    const run = await runTool(
      "eslint/bin/eslint.js",
      [...part, "--no-error-on-unmatched-pattern", "--format", "json"],
      root,
    );
    reports.push(...(parseReport("ESLint", run) as FileReport[]));
  }
  const problems = reports.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message, line = 0 }) => ({
      file: relative(root, filePath).split(sep).join("/"),
      rule: ruleId ?? "parse",
      message: `line ${line}: ${message}`,
    })),
  );
  return { problems, lookedAt: `${reports.length} files` };
}
