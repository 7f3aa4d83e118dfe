import { fileURLToPath } from "node:url";
import { runningInstance } from "./setup/instance.ts";
import { LaunchError } from "./setup/launch-error.ts";
import { withOwnerDatabase } from "./setup/owner-database.ts";
import { runAsOwner } from "./setup/owner-program.ts";
import { readSettings } from "./setup/settings.ts";

// `npm run admin:restore`: a one-time link for an administrator who lost password, phone and codes.
const root = fileURLToPath(new URL("..", import.meta.url));

try {
  const settings = readSettings(process.env, root);
  const address = runningInstance(settings.dataFolder)?.address ?? `http://localhost:${settings.port ?? ""}`;
  const origin = settings.environment["PUBLIC_ORIGIN"] || address;
  const what = { root, program: "restore-administrator.ts", args: [origin, ...process.argv.slice(2, 3)] };
  process.exitCode = await withOwnerDatabase(settings, (database) => runAsOwner(what, database));
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 2;
}
