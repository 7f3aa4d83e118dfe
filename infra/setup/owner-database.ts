import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { claimInstance, runningInstance } from "./instance.ts";
import { LaunchError } from "./launch-error.ts";
import { APP_ROLE, DATABASE, OWNER_ROLE, postgresUrl, startPostgres } from "./postgres.ts";
import { findPostgres } from "./postgres-programs.ts";
import { readSecrets } from "./secrets.ts";
import { chooseServiceAccount, own } from "./service-account.ts";
import type { Settings } from "./settings.ts";
import { makeSocketFolder } from "./socket-folder.ts";

/** How commands that are not the server reach the database, and the key file that goes with it. */
export type OwnerDatabase = { appUrl: string; ownerUrl: string; keyFile: string };

/**
 * Lends a command the database of these settings: the given one; that of the instance that runs; else the private
 * PostgreSQL, started for this alone and stopped afterwards. Throws LaunchError where there are no data yet.
 */
export async function withOwnerDatabase<Value>(
  settings: Settings,
  use: (database: OwnerDatabase) => Promise<Value>,
): Promise<Value> {
  const { dataFolder, environment, database } = settings;
  const ownKeyFile = environment["NIGHTLIGHT_MASTER_KEY_FILE"];
  const generated = join(dataFolder, "secrets", "master.key");
  if (database !== "embedded") return use({ ...database, keyFile: ownKeyFile || generated });
  if (!existsSync(join(dataFolder, "postgres", "data")))
    throw new LaunchError(
      `There are no data in ${dataFolder}: start Nightlight there first, or set NIGHTLIGHT_DATA_DIR.`,
    );
  const { ownerPassword, appPassword, masterKeyFile } = readSecrets(dataFolder, {
    hasData: true,
    keepsKey: !ownKeyFile,
  });
  const inSocketFolder = (sockets: string): Promise<Value> =>
    use({
      appUrl: postgresUrl({ sockets, role: APP_ROLE, password: appPassword, database: DATABASE }),
      ownerUrl: postgresUrl({ sockets, role: OWNER_ROLE, password: ownerPassword, database: DATABASE }),
      keyFile: ownKeyFile || masterKeyFile,
    });
  const running = runningInstance(dataFolder);
  if (running?.socketFolder) return inSocketFolder(running.socketFolder);

  const instance = await claimInstance(dataFolder);
  const home = join(dataFolder, "postgres");
  const programs = findPostgres();
  if (process.getuid?.() === 0) chmodSync(dataFolder, 0o711);
  const account = chooseServiceAccount({ home, program: programs.postgres });
  own(home, account);
  const sockets = makeSocketFolder(account);
  instance.note({ socketFolder: sockets });
  const logFile = join(dataFolder, "logs", "postgres.log");
  mkdirSync(join(dataFolder, "logs"), { recursive: true, mode: 0o700 });
  const spawned = (mark: { pid: number; born: string }) => instance.noteProcess("PostgreSQL", mark);
  try {
    const options = { programs, account, home, sockets, ownerPassword, logFile, durable: true, spawned };
    const postgres = await startPostgres(options);
    try {
      return await inSocketFolder(sockets);
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(sockets, { recursive: true, force: true });
    instance.release();
  }
}
