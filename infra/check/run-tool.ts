import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const MODULES = join(import.meta.dirname, "../../node_modules");

/** What a finished tool left behind. */
export interface ToolRun {
  exitCode: number;
  output: string;
  errors: string;
}

/** Runs a JavaScript tool of this repository's `node_modules` (`path` is its script) in `folder`, on this Node. */
export async function runTool(path: string, args: readonly string[], folder: string): Promise<ToolRun> {
  const tool = spawn(process.execPath, [join(MODULES, path), ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const run: ToolRun = { exitCode: 0, output: "", errors: "" };
  tool.stdout.setEncoding("utf8").on("data", (text: string) => (run.output += text));
  tool.stderr.setEncoding("utf8").on("data", (text: string) => (run.errors += text));
  const [code] = (await once(tool, "close")) as [number | null];
  return { ...run, exitCode: code ?? 1 };
}

/** Reads a tool's JSON; a tool that broke instead of reporting is a failure of the check, not a clean result. */
export function parseReport(tool: string, run: ToolRun): unknown {
  try {
    return JSON.parse(run.output);
  } catch {
    throw new Error(`${tool} broke (exit code ${run.exitCode}): ${(run.errors || run.output).slice(0, 2000)}`);
  }
}
