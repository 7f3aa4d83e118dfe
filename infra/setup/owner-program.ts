import { spawn } from "node:child_process";
import { join } from "node:path";

const COULD_NOT_RUN = 2;

/** Runs one of the server's own programs as the owner of the tables; resolves to its exit code. */
export function runAsOwner(
  { root, program, args }: { root: string; program: string; args: readonly string[] },
  { ownerUrl }: { ownerUrl: string },
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "apps", "server", "src", program), ...args], {
      env: { ...process.env, ...connectionOf(ownerUrl) },
      stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.once("error", () => resolve(COULD_NOT_RUN));
    child.once("exit", (code) => resolve(code ?? COULD_NOT_RUN));
  });
}

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
