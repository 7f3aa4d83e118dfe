import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "./postgres.ts";
import { findPostgres } from "./postgres-programs.ts";
import { chooseServiceAccount } from "./service-account.ts";
import { makeSocketFolder } from "./socket-folder.ts";

/** A PostgreSQL of its own for tests: fast, not durable, gone after `stop`. */
export type TemporaryPostgres = { sockets: string; ownerPassword: string; stop(): Promise<void> };

/** Starts one in the temporary folder. Throws LaunchError when this machine cannot run it. */
export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "nightlight-test-"));
  if (process.getuid?.() === 0) chmodSync(folder, 0o711); // to be passed through by the account below
  const home = join(folder, "postgres");
  mkdirSync(home, { mode: 0o700 });
  const folders = [folder];
  const remove = () => {
    for (const each of folders) rmSync(each, { recursive: true, force: true });
  };
  try {
    const programs = findPostgres();
    const account = chooseServiceAccount({ home, program: programs.postgres });
    const sockets = makeSocketFolder(account);
    folders.push(sockets);
    const ownerPassword = "owner";
    const logFile = join(folder, "postgres.log");
    const running = await startPostgres({ programs, account, home, sockets, ownerPassword, logFile, durable: false });
    // An interrupted test run must leave nothing behind either.
    const onExit = () => {
      try {
        process.kill(running.mark.pid, "SIGQUIT");
      } catch {
        return; // it is gone
      }
    };
    process.once("exit", onExit);
    return {
      sockets,
      ownerPassword,
      async stop() {
        process.removeListener("exit", onExit);
        await running.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
