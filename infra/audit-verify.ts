import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LaunchError } from "./setup/launch-error.ts";
import { withOwnerDatabase } from "./setup/owner-database.ts";
import { readSettings } from "./setup/settings.ts";

// `npm run audit:verify`: the server's own program that checks the audit log, with the database at hand.
const root = fileURLToPath(new URL("..", import.meta.url));

/** The address goes by PostgreSQL's own variables: what a program was started with can be read by others. */
function connectionOf(ownerUrl: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(ownerUrl);
  return {
    PGHOST: searchParams.get("host") ?? hostname,
    PGPORT: searchParams.get("port") ?? (port || "5432"),
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}

function run({ ownerUrl }: { ownerUrl: string }): Promise<number> {
  return new Promise((resolve) => {
    const program = join(root, "apps", "server", "src", "verify-audit.ts");
    const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
      env: { ...process.env, ...connectionOf(ownerUrl) },
      stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.once("error", () => resolve(2));
    child.once("exit", (code) => resolve(code ?? 2));
  });
}

try {
  process.exitCode = await withOwnerDatabase(readSettings(process.env, root), run);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 2;
}
