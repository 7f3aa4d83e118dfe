import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runTool } from "./run-tool.ts";
import type { Findings, Problem } from "./step.ts";

/** Compressed JavaScript of the first load at most, in kB (1,000 bytes): what a desk, an office and a cheap telephone bear. */
const LIMITS_KB: Readonly<Record<string, number>> = { "apps/console": 250, "apps/casework": 250, "apps/companion": 90 };

/** What Vite's manifest says of one file, as far as it is read here. */
type Manifest = Readonly<
  Record<string, { readonly file: string; readonly isEntry?: boolean; readonly imports?: readonly string[] }>
>;

/** Apps whose first load has grown over its limit, each built afresh into a folder that goes away. */
export async function findHeavyApps(root: string): Promise<Findings> {
  const apps = Object.keys(LIMITS_KB).filter((app) => existsSync(join(root, app, "vite.config.ts")));
  const problems: Problem[] = [];
  const seen: string[] = [];
  for (const app of apps) {
    const limit = LIMITS_KB[app] ?? 0;
    const size = await firstLoad(join(root, app));
    seen.push(`${app.slice("apps/".length)} ${size.toFixed(0)} of ${String(limit)} kB`);
    if (size <= limit) continue;
    const message = `the first load is ${size.toFixed(1)} kB compressed, over ${String(limit)}: let what is not seen at once be fetched later`;
    problems.push({ file: app, rule: "size", message });
  }
  return { problems, lookedAt: seen.join(", ") || "nothing" };
}

/** Compressed JavaScript in kB of an app's page and of all that it imports before it runs. Throws when the app does not build. */
async function firstLoad(folder: string): Promise<number> {
  const built = mkdtempSync(join(tmpdir(), "nightlight-size-"));
  try {
    const args = ["build", "--outDir", built, "--emptyOutDir", "--manifest", "manifest.json", "--logLevel", "warn"];
    const run = await runTool("vite/bin/vite.js", args, folder);
    if (run.exitCode !== 0) throw new Error(`${folder} does not build: ${(run.errors || run.output).slice(0, 2000)}`);
    const manifest = JSON.parse(readFileSync(join(built, "manifest.json"), "utf8")) as Manifest;
    const files = [...filesOfFirstLoad(manifest)].filter((file) => file.endsWith(".js"));
    if (files.length === 0) throw new Error(`${folder} was built without a page`);
    const bytes = files.map((file) => gzipSync(readFileSync(join(built, file))).length);
    return bytes.reduce((sum, each) => sum + each, 0) / 1000;
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

/** The page's own files and, all the way down, those that they import at once; not those that they may fetch later. */
export function filesOfFirstLoad(manifest: Manifest): ReadonlySet<string> {
  const files = new Set<string>();
  const take = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const each of chunk.imports ?? []) take(each);
  };
  for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry === true) take(key);
  return files;
}
