import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LaunchError } from "./launch-error.ts";
import { lastLines, runProgram } from "./run-program.ts";

/** The browser apps that the server serves. */
export const BROWSER_APPS = ["console", "casework", "companion"] as const;
const SHARED_SOURCES = ["packages/ui", "packages/door", "packages/contracts", "packages/domain", "package-lock.json"];
const NOT_SOURCES = new Set(["node_modules", "dist", "coverage"]);

/**
 * Builds each browser app whose sources changed since its last build, and returns the names of those built. An app
 * without a Vite configuration is left out. Throws LaunchError with Vite's last lines when a build fails.
 */
export async function buildBrowserApps(root: string, signal?: AbortSignal): Promise<string[]> {
  const built: string[] = [];
  for (const app of BROWSER_APPS) {
    const folder = join(root, "apps", app);
    if (!existsSync(join(folder, "vite.config.ts"))) continue;
    const hash = hashOf(root, [`apps/${app}`, ...SHARED_SOURCES]);
    // Beside the packages, not in dist: what is served must not tell what it was built from.
    const marker = join(root, "node_modules", ".cache", "nightlight", `${app}.built`);
    const isCurrent =
      existsSync(join(folder, "dist", "index.html")) && existsSync(marker) && readFileSync(marker, "utf8") === hash;
    if (isCurrent) continue;
    rmSync(marker, { force: true });
    await build(app, folder, signal);
    mkdirSync(dirname(marker), { recursive: true });
    writeFileSync(marker, hash);
    built.push(app);
  }
  return built;
}

async function build(app: string, folder: string, signal?: AbortSignal): Promise<void> {
  const packageFile = createRequire(join(folder, "package.json")).resolve("vite/package.json");
  const vite = join(dirname(packageFile), "bin", "vite.js");
  const { code, output } = await runProgram([process.execPath, vite, "build"], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production" },
    ...(signal ? { signal } : {}),
  });
  if (code !== 0) throw new LaunchError(`The ${app} could not be built:\n${lastLines(output, 20)}`);
}

function hashOf(root: string, paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesIn(root, path))
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update("\0");
  return hash.digest("hex");
}

function filesIn(root: string, path: string): string[] {
  if (path.endsWith(".json")) return [path];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => !NOT_SOURCES.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(root, inner);
      return entry.isFile() ? [inner] : [];
    });
}
