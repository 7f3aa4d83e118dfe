import { spawn, type ChildProcess } from "node:child_process";
import { totalmem } from "node:os";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchError } from "./launch-error.ts";
import type { PostgresPrograms } from "./postgres-programs.ts";
import { NoRoomError, shortOfRoom } from "./no-room.ts";
import { markOf, stopProcess, wasStartedWith, type ProcessMark, type StopStep } from "./processes.ts";
import { lastLines, runProgram } from "./run-program.ts";
import type { ServiceAccount } from "./service-account.ts";
import { exitOf, hasEnded, type RunningService } from "./service.ts";

/** Where and how a private PostgreSQL runs. */
export type PostgresOptions = {
  programs: PostgresPrograms;
  account: ServiceAccount;
  /** Its folder, owned by the account; the cluster is `data` in it. */
  home: string;
  /** The folder of its socket; there is no TCP port. */
  sockets: string;
  ownerPassword: string;
  logFile: string;
  /** False trades safety after a crash for speed, for tests only. */
  durable: boolean;
  /** Told who it is before it is ready. */
  spawned?: (mark: ProcessMark) => void;
  /** Gives up the start. */
  signal?: AbortSignal;
};

/** The role that owns the tables, and that no running server uses. */
export const OWNER_ROLE = "nightlight_owner";
/** The role that the server signs in as; `migrate` creates it. */
export const APP_ROLE = "nightlight_app";
/** The database. */
export const DATABASE = "nightlight";

// SIGINT is PostgreSQL's fast shutdown; SIGQUIT gives up at once and recovers at the next start.
const STOP: readonly StopStep[] = [
  { signal: "SIGINT", waitMs: 30_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
];
const START_MS = 60_000;
const CLEAN_ENVIRONMENT = { PATH: "/usr/bin:/bin", LANG: "C" }; // PGDATA, PGPORT and the like must not leak in

/** Starts PostgreSQL on its socket, making the cluster at the first start. Resolves when it takes connections. */
export async function startPostgres(options: PostgresOptions): Promise<RunningService> {
  const data = join(options.home, "data");
  if (!existsSync(data)) await createCluster(options, data);
  await demandSameVersion(options, data);
  await stopLeftOver(data);

  const deadline = performance.now() + START_MS;
  for (;;) {
    const sizeBefore = existsSync(options.logFile) ? statSync(options.logFile).size : 0;
    const child = spawnPostgres(options, data);
    const running = await becomesReady(child, data, deadline, options);
    if (running) return running;
    const log = readFileSync(options.logFile).subarray(sizeBefore).toString("utf8");
    // The children of a killed PostgreSQL need a moment to notice; until then the new one refuses.
    const isMomentary = /pre-existing shared memory block|postmaster\.pid/.test(log);
    if (isMomentary && performance.now() < deadline && !options.signal?.aborted) {
      await sleep(200);
      continue;
    }
    // Its own log may be on the same disk, and say nothing of it.
    const free = shortOfRoom(options.home);
    if (free !== undefined || /No space left on device/u.test(log))
      throw new NoRoomError(
        `The disk of ${options.home} is full (${String(free ?? 0)} MB free): PostgreSQL cannot start. Make room on it; ` +
          "whatever was acknowledged is kept.",
      );
    throw new LaunchError(`PostgreSQL did not start. Its last lines (${options.logFile}):\n${lastLines(log, 12)}`);
  }
}

/** The address of a database for a role, in the form that both `pg` and libpq read. */
export function postgresUrl(options: { sockets: string; role: string; password: string; database: string }): string {
  const { sockets, role, password, database } = options;
  return `postgresql://${role}:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(sockets)}`;
}

/** PostgreSQL reads only data of its own major version, and says so in words that help nobody. */
async function demandSameVersion({ programs, account, home }: PostgresOptions, data: string): Promise<void> {
  const theirs = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  const asked = await runProgram([...account.prefix, programs.postgres, "--version"], {
    ...account.identity,
    cwd: home,
    env: CLEAN_ENVIRONMENT,
  });
  const ours = /(\d+)/u.exec(asked.output)?.[1] ?? "";
  if (theirs === ours) return;
  const isNewer = Number(theirs) > Number(ours);
  throw new LaunchError(
    [
      `The data in ${data} are of PostgreSQL ${theirs}, and this Nightlight carries ${ours}. Nothing was changed.`,
      isNewer
        ? "They were made by a newer Nightlight: start that version again,"
        : "They were made by an older Nightlight: start that version, and take the data over as docs/operators/running.md says,",
      "or give this one a folder of its own: NIGHTLIGHT_DATA_DIR=/another/folder npm start",
    ].join("\n"),
  );
}

async function createCluster(options: PostgresOptions, data: string): Promise<void> {
  const { programs, account, home, ownerPassword, durable } = options;
  // Built aside and renamed when whole: an interrupted first start leaves nothing that looks like a cluster.
  const unfinished = join(home, "data.new");
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = join(home, "owner.password");
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 });
  if (account.owner) chownSync(passwordFile, account.owner.uid, account.owner.gid);
  const run = (program: string, args: string[], input?: string) =>
    runProgram([...account.prefix, program, ...args], {
      ...account.identity,
      cwd: home,
      env: CLEAN_ENVIRONMENT,
      ...(input === undefined ? {} : { input }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  try {
    const made = await run(programs.initdb, [
      ...["-D", unfinished, "-U", OWNER_ROLE, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"],
      // The built-in provider sorts and folds the same on every machine, whatever its C library.
      ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      `--locale=${process.platform === "linux" ? "C.UTF-8" : "C"}`,
      ...["--no-instructions", ...(durable ? [] : ["--no-sync"])],
    ]);
    if (made.code !== 0)
      throw new LaunchError(`PostgreSQL could not make its data folder:\n${lastLines(made.output, 12)}`);
    const single = ["--single", "-D", unfinished, ...(durable ? [] : ["-F"]), "postgres"];
    const created = await run(programs.postgres, single, `create database ${DATABASE};\n`);
    if (created.code !== 0 || /ERROR|FATAL/.test(created.output))
      throw new LaunchError(`PostgreSQL could not make its database:\n${lastLines(created.output, 12)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, data);
}

/** Stops a PostgreSQL that outlived its launcher, and removes a pid file whose number now belongs to another program. */
async function stopLeftOver(data: string): Promise<void> {
  const pidFile = join(data, "postmaster.pid");
  const pid = Number(readIfThere(pidFile)?.split("\n")[0]);
  const mark = pid > 0 ? markOf(pid) : undefined;
  if (!mark) return; // PostgreSQL itself replaces the pid file of a dead process
  if (wasStartedWith(mark.pid, data)) await stopProcess(mark, STOP);
  else rmSync(pidFile);
}

/** A sixteenth of the memory, for the server and others live here too; what is hot of a million contacts fits into 1 GB. */
function sharedBuffers(memoryBytes: number): string {
  const megabytes = Math.round(memoryBytes / 2 ** 20 / 16);
  return `${String(Math.min(Math.max(megabytes, 128), 1024))}MB`;
}

function spawnPostgres(
  { programs, account, home, sockets, logFile, durable }: PostgresOptions,
  data: string,
): ChildProcess {
  const settings = {
    listen_addresses: "",
    unix_socket_directories: sockets.replaceAll(",", "\\,"),
    unix_socket_permissions: "0700",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    password_encryption: "scram-sha-256",
    ...(durable
      ? { shared_buffers: sharedBuffers(totalmem()) }
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const [program = "", ...args] = [
    ...[...account.prefix, programs.postgres, "-D", data],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  mkdirSync(join(logFile, ".."), { recursive: true });
  const log = openSync(logFile, "a", 0o600);
  // Detached: Ctrl-C in the terminal must not reach it before the server has stopped.
  const child = spawn(program, args, {
    ...account.identity,
    cwd: home,
    env: CLEAN_ENVIRONMENT,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return child;
}

/** Undefined when it ended before it was ready. */
async function becomesReady(
  child: ChildProcess,
  data: string,
  deadline: number,
  { spawned, signal }: PostgresOptions,
): Promise<RunningService | undefined> {
  const exited = exitOf(child);
  const mark = child.pid ? markOf(child.pid) : undefined;
  if (mark) spawned?.(mark);
  while (mark && !hasEnded(child)) {
    // PostgreSQL's own pid file says in its eighth line whether it takes connections.
    const lines = readIfThere(join(data, "postmaster.pid"))?.split("\n") ?? [];
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready")
      return { mark, exited, stop: () => stopProcess(mark, STOP) };
    if (performance.now() > deadline || signal?.aborted) await stopProcess(mark, STOP);
    await sleep(20);
  }
  return undefined;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
