import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runningInstance } from "./setup/instance.ts";
import { LaunchError, WRONG_SETTINGS } from "./setup/launch-error.ts";
import { type OwnerDatabase, withOwnerDatabase } from "./setup/owner-database.ts";
import { readDataFolder, readSettings } from "./setup/settings.ts";

// `npm run demo:remove`: makes an empty installation of a demo, and gives the first administrator's link.
const root = fileURLToPath(new URL("..", import.meta.url));

function remove({ ownerUrl, keyFile }: OwnerDatabase, origin: string): Promise<number> {
  return new Promise((resolve) => {
    const program = join(root, "apps", "server", "src", "remove-demo.ts");
    const child = spawn(process.execPath, [program, origin, ...process.argv.slice(2)], {
      env: { ...process.env, DATABASE_OWNER_URL: ownerUrl, NIGHTLIGHT_MASTER_KEY_FILE: keyFile },
      stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

try {
  if (process.env["NIGHTLIGHT_MODE"] === "production")
    throw new LaunchError("NIGHTLIGHT_MODE is production, which has no demo: nothing was removed.", WRONG_SETTINGS);
  const dataFolder = readDataFolder(process.env, root);
  const running = runningInstance(dataFolder);
  if (running)
    throw new LaunchError(
      `Nightlight runs with the data in ${dataFolder} (process ${running.launcher.pid}): nothing was removed.\n` +
        `Stop it first, with Ctrl-C in its terminal or \`kill ${running.launcher.pid}\`.`,
    );
  const settings = readSettings(process.env, root);
  const origin = settings.environment["PUBLIC_ORIGIN"] || `http://localhost:${settings.port ?? ""}`;
  process.exitCode = await withOwnerDatabase(settings, (database) => remove(database, origin));
  // Jobs that wait in a private Redis are about contacts that are gone.
  if (process.exitCode === 0) rmSync(join(dataFolder, "redis"), { recursive: true, force: true });
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = error.exitCode;
}
