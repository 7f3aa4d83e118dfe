import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { LaunchError } from "./setup/launch-error.ts";
import { withOwnerDatabase } from "./setup/owner-database.ts";
import { runAsOwner } from "./setup/owner-program.ts";
import { readSettings } from "./setup/settings.ts";

// `npm run record:form -- <file.json>`: the server's own program that adds a form of the record, with the database at hand.
const root = fileURLToPath(new URL("..", import.meta.url));
const args = process.argv.slice(2).map((path) => resolve(path));

try {
  process.exitCode = await withOwnerDatabase(readSettings(process.env, root), (database) =>
    runAsOwner({ root, program: "add-record-form.ts", args }, database),
  );
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 2;
}
