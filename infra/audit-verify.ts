import { fileURLToPath } from "node:url";
import { LaunchError } from "./setup/launch-error.ts";
import { withOwnerDatabase } from "./setup/owner-database.ts";
import { runAsOwner } from "./setup/owner-program.ts";
import { readSettings } from "./setup/settings.ts";

// `npm run audit:verify`: the server's own program that checks the audit log, with the database at hand.
const root = fileURLToPath(new URL("..", import.meta.url));
const what = { root, program: "verify-audit.ts", args: process.argv.slice(2) };

try {
  process.exitCode = await withOwnerDatabase(readSettings(process.env, root), (database) => runAsOwner(what, database));
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 2;
}
