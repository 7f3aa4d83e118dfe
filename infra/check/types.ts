import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./run-tool.ts";
import type { Findings, Problem } from "./step.ts";
import { workspaceFolders } from "./tree.ts";

const COMPILER = "@typescript/native/bin/tsc";
const DIAGNOSTIC = /^(?:(?<file>[^\s(].*?)\((?<line>\d+),\d+\): )?error (?<code>TS\d+): (?<text>.*)$/;
const NO_INPUTS = "TS18003";

/** What the compiler refuses, project by project; a workspace without a tsconfig.json is a problem too. */
export async function findTypeErrors(root: string): Promise<Findings> {
  const folders = workspaceFolders(root);
  const unchecked = folders
    .filter((folder) => !existsSync(join(root, folder, "tsconfig.json")))
    .map((file) => ({ file, rule: "types", message: "has no tsconfig.json" }));
  const projects = globSync(["tsconfig.json", ...folders.map((folder) => `${folder}/tsconfig*.json`)], { cwd: root });

  const problems: Problem[] = [...unchecked];
  for (const project of projects.sort()) problems.push(...(await compile(root, project)));
  const version = (await runTool(COMPILER, ["--version"], root)).output.trim();
  return { problems: distinct(problems), lookedAt: `${projects.length} projects, tsc ${version}` };
}

async function compile(root: string, project: string): Promise<Problem[]> {
  const run = await runTool(COMPILER, ["-p", project, "--noEmit", "--pretty", "false"], root);
  const problems = readDiagnostics(run.output).filter(({ rule }) => rule !== NO_INPUTS);
  const isEmpty = run.output.includes(NO_INPUTS);
  if (run.exitCode !== 0 && problems.length === 0 && !isEmpty) {
    throw new Error(`tsc broke on ${project}: ${run.output}${run.errors}`);
  }
  return problems.map((problem) => (problem.file === "" ? { ...problem, file: project } : problem));
}

/** Reads the compiler's plain output, one problem per diagnostic; continuation lines are left out. */
export function readDiagnostics(output: string): Problem[] {
  return output.split("\n").flatMap((line) => {
    const { file = "", line: at, code, text } = DIAGNOSTIC.exec(line)?.groups ?? {};
    if (code === undefined || text === undefined) return [];
    return [{ file, rule: code, message: at === undefined ? text : `line ${at}: ${text}` }];
  });
}

/** A source is compiled once per project that imports it; its error is told once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
