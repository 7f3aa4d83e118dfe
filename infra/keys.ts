import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LaunchError } from "./setup/launch-error.ts";
import { type OwnerDatabase, withOwnerDatabase } from "./setup/owner-database.ts";
import { readSettings } from "./setup/settings.ts";

// `npm run keys:status`, `keys:rotate` and the like: the server's own program about keys, with the database at hand.
const root = fileURLToPath(new URL("..", import.meta.url));
const args = process.argv.slice(2);
const NEEDS_NO_DATABASE = ["restore"];

function run(database: Partial<OwnerDatabase>): Promise<number> {
  const environment = { ...process.env };
  if (database.ownerUrl) environment["DATABASE_OWNER_URL"] = database.ownerUrl;
  if (database.keyFile) environment["NIGHTLIGHT_MASTER_KEY_FILE"] = database.keyFile;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "apps", "server", "src", "keys.ts"), ...args], {
      cwd: process.env["INIT_CWD"] ?? process.cwd(),
      env: environment,
      stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

try {
  const isAlone = NEEDS_NO_DATABASE.includes(args[0] ?? "");
  process.exitCode = isAlone ? await run({}) : await withOwnerDatabase(readSettings(process.env, root), run);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = error.exitCode;
}
