import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, REDIS_PROGRAMS } from "../setup/find-program.ts";
import { APP_ROLE, DATABASE, OWNER_ROLE, postgresUrl, startPostgres } from "../setup/postgres.ts";
import { findPostgres } from "../setup/postgres-programs.ts";
import { stopProcess, type StopStep } from "../setup/processes.ts";
import { redisSocket, startRedis } from "../setup/redis.ts";
import { chooseServiceAccount, own } from "../setup/service-account.ts";
import type { RunningService } from "../setup/service.ts";
import { makeSocketFolder } from "../setup/socket-folder.ts";

/** A service that can be taken away and given back. */
export type Service = {
  /** Where its socket lies. */
  readonly socket: string;
  start(): Promise<void>;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** It hangs: connections stand, nothing answers. For Redis only; PostgreSQL is many processes. */
  signal(name: NodeJS.Signals): void;
};

export type Services = {
  readonly folder: string;
  readonly ownerUrl: string;
  readonly masterKeyFile: string;
  readonly postgres: Service;
  readonly redis: Service | undefined;
  /** The address of the database for the servers' role, when its socket lies in this folder. */
  appUrl(sockets: string): string;
  close(): Promise<void>;
};

/** The name of PostgreSQL's socket in its folder. */
export const POSTGRES_SOCKET = ".s.PGSQL.5432";
const KILL: readonly StopStep[] = [{ signal: "SIGKILL", waitMs: 5_000 }];

/** Starts PostgreSQL and Redis in a new folder. Durable ones survive `kill`; the others are quicker. */
export async function startServices(options: { readonly isDurable: boolean }): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), "nightlight-cluster-"));
  if (process.getuid?.() === 0) chmodSync(folder, 0o711); // to be passed through by the account below
  const home = join(folder, "postgres");
  mkdirSync(home, { mode: 0o700 });
  const programs = findPostgres();
  const account = chooseServiceAccount({ home, program: programs.postgres });
  const sockets = makeSocketFolder(account);
  const [ownerPassword, appPassword, durable] = ["owner", "app", options.isDurable];
  const masterKeyFile = join(folder, "master.key");
  writeFileSync(masterKeyFile, randomBytes(32).toString("base64"), { mode: 0o600 });
  const url = (folderOfSocket: string, role: string, password: string): string =>
    postgresUrl({ sockets: folderOfSocket, role, password, database: DATABASE });

  const postgres = serviceOf(join(sockets, POSTGRES_SOCKET), () =>
    startPostgres({ programs, account, home, sockets, ownerPassword, logFile: join(folder, "postgres.log"), durable }),
  );
  await postgres.start();
  const program = findProgram(REDIS_PROGRAMS);
  const redisHome = join(folder, "redis");
  mkdirSync(redisHome, { mode: 0o700 });
  own(redisHome, account);
  const redis =
    program === undefined
      ? undefined
      : serviceOf(redisSocket(sockets), () =>
          startRedis({ program, account, home: redisHome, sockets, logFile: join(folder, "redis.log"), durable }),
        );
  await redis?.start();
  return {
    folder,
    ownerUrl: url(sockets, OWNER_ROLE, ownerPassword),
    masterKeyFile,
    postgres,
    redis,
    appUrl: (folderOfSocket) => url(folderOfSocket, APP_ROLE, appPassword),
    async close() {
      await redis?.stop();
      await postgres.stop();
      for (const each of [folder, sockets]) rmSync(each, { recursive: true, force: true });
    },
  };
}

function serviceOf(socket: string, begin: () => Promise<RunningService>): Service {
  let running: RunningService | undefined;
  return {
    socket,
    async start() {
      running ??= await begin();
    },
    async stop() {
      if (running !== undefined) process.kill(running.mark.pid, "SIGCONT");
      await running?.stop();
      running = undefined;
    },
    async kill() {
      if (running !== undefined) await stopProcess(running.mark, KILL);
      running = undefined;
    },
    signal(name) {
      if (running === undefined) throw new Error("It does not run");
      process.kill(running.mark.pid, name);
    },
  };
}
