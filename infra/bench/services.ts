import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { findProgram, REDIS_PROGRAMS } from "../setup/find-program.ts";
import { APP_ROLE, DATABASE, OWNER_ROLE, postgresUrl, startPostgres } from "../setup/postgres.ts";
import { findPostgres } from "../setup/postgres-programs.ts";
import { redisSocket, startRedis } from "../setup/redis.ts";
import { chooseServiceAccount, own } from "../setup/service-account.ts";
import { makeSocketFolder } from "../setup/socket-folder.ts";

/** The services that a bench measures on: durable, as in production, but private and gone afterwards. */
export type BenchServices = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Undefined where this machine has no Redis. */
  readonly redisUrl: string | undefined;
  readonly masterKeyFile: string;
  readonly logFolder: string;
};

/** Something to stop, in the reverse order of starting. */
export type Stops = (() => unknown)[];

/**
 * Starts PostgreSQL, and Redis where there is one, in a folder beside the real data: the same disk is measured. The folder
 * is new and gone afterwards, unless it is one to `keep`.
 */
export async function startBenchServices(dataFolder: string, stops: Stops, keep?: string): Promise<BenchServices> {
  mkdirSync(dataFolder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  const folder = keep === undefined ? mkdtempSync(join(dataFolder, "bench-")) : join(dataFolder, keep);
  if (keep === undefined) stops.push(() => rmSync(folder, { recursive: true, force: true }));
  const home = join(folder, "postgres");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (isRoot()) chmodSync(folder, 0o711); // to be passed through by the account below
  const programs = findPostgres();
  const account = chooseServiceAccount({ home, program: programs.postgres });
  const sockets = makeSocketFolder(account);
  stops.push(() => rmSync(sockets, { recursive: true, force: true }));

  const ownerPassword = keptSecret(join(folder, "owner.password"), () => randomBytes(12).toString("hex"));
  const logFile = join(folder, "postgres.log");
  const postgres = await startPostgres({ programs, account, home, sockets, ownerPassword, logFile, durable: true });
  stops.push(postgres.stop);

  const program = findProgram(REDIS_PROGRAMS);
  if (program) {
    const redisHome = join(folder, "redis");
    rmSync(redisHome, { recursive: true, force: true });
    mkdirSync(redisHome, { mode: 0o700 });
    own(redisHome, account);
    const redisLog = join(folder, "redis.log");
    const redis = await startRedis({ program, account, home: redisHome, sockets, logFile: redisLog, durable: true });
    stops.push(redis.stop);
  }
  const masterKeyFile = join(folder, "master.key");
  keptSecret(masterKeyFile, () => randomBytes(32).toString("base64"));
  const url = (role: string, password: string) => postgresUrl({ sockets, role, password, database: DATABASE });
  return {
    ownerUrl: url(OWNER_ROLE, ownerPassword),
    appUrl: url(APP_ROLE, randomBytes(12).toString("hex")),
    redisUrl: program ? redisSocket(sockets) : undefined,
    masterKeyFile,
    logFolder: folder,
  };
}

/** What the file says; made and written to it when there is none. */
function keptSecret(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
