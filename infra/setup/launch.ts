import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildBrowserApps } from "./browser-builds.ts";
import { findProgram, REDIS_PROGRAMS } from "./find-program.ts";
import { claimInstance, type Instance } from "./instance.ts";
import { keepRunning } from "./keep-running.ts";
import { LaunchError } from "./launch-error.ts";
import { keepDemoStaffed } from "./keep-demo-staffed.ts";
import { addressOf, claimPort } from "./port.ts";
import { APP_ROLE, DATABASE, OWNER_ROLE, postgresUrl, startPostgres } from "./postgres.ts";
import { findPostgres } from "./postgres-programs.ts";
import type { ProcessMark } from "./processes.ts";
import { redisSocket, startRedis } from "./redis.ts";
import { readSecrets } from "./secrets.ts";
import { migrate, startServer, type Migrated } from "./server-program.ts";
import { chooseServiceAccount, own, type ServiceAccount } from "./service-account.ts";
import type { RunningService } from "./service.ts";
import type { Settings } from "./settings.ts";
import { makeSocketFolder } from "./socket-folder.ts";
import { planVoice } from "./voice.ts";

/** What runs, for the person at the terminal. */
export type Launched = Migrated & {
  address: string;
  /** What browsers type: the address, or what the proxy before it is called. */
  publicOrigin: string;
  database: string;
  redis: string;
};

export type LaunchOptions = {
  settings: Settings;
  serverProgram: string;
  /** Asks for an orderly stop, at any moment. */
  stop: AbortSignal;
  say: (line: string) => void;
  launched: (what: Launched) => void;
};

/** Starts a service and keeps it up until the stop; it says when it has a process, before it is ready. */
type Keep = (name: string, start: (spawned: (mark: ProcessMark) => void) => Promise<RunningService>) => Promise<void>;

const LARGEST_LOG = 20 * 1024 * 1024;

/**
 * Starts everything, and resolves when everything has been stopped after `stop`. Rejects with a LaunchError when something
 * cannot start or does not stay up; what was started is stopped first in either case, last started first.
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const instance = await claimInstance(options.settings.dataFolder);
  const stops: (() => Promise<void>)[] = [];
  const failed = new AbortController();
  const stop = AbortSignal.any([options.stop, failed.signal]);
  try {
    await runUntilStopped({ ...options, stop }, instance, stops);
  } catch (error) {
    // A step that was cut short by the stop is no failure.
    if (!options.stop.aborted) throw error;
  } finally {
    failed.abort();
    instance.note({ phase: "stopping" });
    for (const stopOne of stops.reverse())
      await stopOne().catch((error: unknown) => options.say(`While stopping: ${String(error)}`));
    instance.release();
  }
}

async function runUntilStopped(
  options: LaunchOptions,
  instance: Instance,
  stops: (() => Promise<void>)[],
): Promise<void> {
  const { settings, stop, say } = options;
  const { root, dataFolder, host } = settings;
  const port = settings.port === undefined ? undefined : await claimPort(host, settings.port);
  const address = port === undefined ? undefined : addressOf(host, port);
  const failures: Promise<string>[] = [];

  const keep: Keep = async (name, start) => {
    const spawned = (mark: ProcessMark) => instance.noteProcess(name, mark);
    const kept = await keepRunning(name, () => start(spawned), say);
    stops.push(kept.stop);
    failures.push(kept.gaveUp);
    stop.throwIfAborted();
  };

  // The builds need neither database nor Redis, so they run beside them.
  const builds = buildBrowserApps(root, stop);
  builds.catch(() => undefined);
  stops.push(() =>
    builds.then(
      () => undefined,
      () => undefined,
    ),
  );

  const hasData = existsSync(join(dataFolder, "postgres", "data"));
  const ownKeyFile = settings.environment["NIGHTLIGHT_MASTER_KEY_FILE"];
  const secrets = readSecrets(dataFolder, { hasData, keepsKey: !ownKeyFile });
  const services = prepareServices(settings, instance, stops);

  let database = settings.database;
  if (database === "embedded") {
    const { account, sockets, programs } = services.postgres();
    say("PostgreSQL …");
    const { ownerPassword, appPassword } = secrets;
    const logFile = freshLog(dataFolder, "postgres");
    const home = join(dataFolder, "postgres");
    await keep("PostgreSQL", (spawned) =>
      startPostgres({ programs, account, home, sockets, ownerPassword, logFile, durable: true, spawned, signal: stop }),
    );
    database = {
      appUrl: postgresUrl({ sockets, role: APP_ROLE, password: appPassword, database: DATABASE }),
      ownerUrl: postgresUrl({ sockets, role: OWNER_ROLE, password: ownerPassword, database: DATABASE }),
    };
  }
  const redisUrl = await startOrFindRedis(options, services, keep);

  const server = { program: options.serverProgram, cwd: root };
  const serverLog = (name: string) => freshLog(dataFolder, name);
  const voice = await planVoice({
    ...{ settings, stop, say, logFile: serverLog },
    // It comes and goes by itself: nothing else ends with it.
    async keep(name, start) {
      const kept = await keepRunning(name, () => start((mark) => instance.noteProcess(name, mark)), say);
      stops.push(kept.stop);
      void kept.gaveUp.then((why) => say(`${why}: telephone calls are off; everything else works`));
    },
    startRole(rolePort, spawned) {
      const forRole = { ...environment, HOST: "127.0.0.1", PORT: String(rolePort) };
      const role = { ...server, roles: "voice", environment: forRole, logFile: serverLog("voice"), signal: stop };
      const warn = (message: string) => say(`voice: ${message}`);
      return startServer({ ...role, address: addressOf("127.0.0.1", rolePort), warn, spawned });
    },
  });
  const environment: NodeJS.ProcessEnv = {
    // The second start finds the programs compiled by the first.
    NODE_COMPILE_CACHE: join(dataFolder, "compiled"),
    ...settings.environment,
    ...voice?.environment,
    DATABASE_URL: database.appUrl,
    HOST: host,
    PORT: port === undefined ? settings.environment["PORT"] : String(port),
    PUBLIC_ORIGIN: settings.environment["PUBLIC_ORIGIN"] || (address ?? ""),
    NIGHTLIGHT_DATA_DIR: dataFolder,
    NIGHTLIGHT_MASTER_KEY_FILE: ownKeyFile || secrets.masterKeyFile,
    NIGHTLIGHT_DEMO: settings.demo,
  };
  delete environment["DATABASE_OWNER_URL"];
  delete environment["REDIS_URL"];
  if (redisUrl) environment["REDIS_URL"] = redisUrl;

  say(settings.demo !== "0" ? "Migrations and demo data …" : "Migrations …");
  const forMigrations = { ...environment, DATABASE_OWNER_URL: database.ownerUrl };
  const migrated = await migrate({ ...server, environment: forMigrations, signal: stop });
  stop.throwIfAborted();

  say("Browser apps …");
  await builds;
  stop.throwIfAborted();

  say("Server …");
  const logFile = freshLog(dataFolder, "server");
  const warn = (message: string) => say(`server: ${message}`);
  const serve = { ...server, roles: "serve,work", environment, address, logFile, warn, signal: stop };
  await keep("The server", (spawned) => startServer({ ...serve, spawned }));
  if (address) instance.note({ address });

  options.launched({
    ...migrated,
    address: address ?? "",
    publicOrigin: environment["PUBLIC_ORIGIN"] ?? "",
    database: settings.database === "embedded" ? "PostgreSQL 18, private" : "PostgreSQL at DATABASE_URL",
    redis: redisUrl ? (settings.redis === "private" ? "Redis, private" : "Redis at REDIS_URL") : "none (in-process)",
  });
  if (settings.demo === "1") stops.push(keepDemoStaffed(() => migrate({ ...server, environment: forMigrations }), say));
  const calling = voice?.begin().catch((error: unknown) => say(`Telephone calls are off: ${String(error)}`));
  stops.push(async () => calling);
  const stopAsked = new Promise<undefined>((resolve) => stop.addEventListener("abort", () => resolve(undefined)));
  const failure = await Promise.race([stopAsked, ...failures]);
  if (failure) throw new LaunchError(`${failure}. See the logs in ${join(dataFolder, "logs")}.`);
}

type Services = ReturnType<typeof prepareServices>;

/** The account and the socket folder are made when the first private service needs them. */
function prepareServices({ dataFolder }: Settings, instance: Instance, stops: (() => Promise<void>)[]) {
  let prepared: { account: ServiceAccount; sockets: string } | undefined;
  const prepare = (home: string, program: string) => {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (!prepared) {
      // Others may pass through, to reach the one folder that is theirs; secrets and logs stay closed.
      if (process.getuid?.() === 0) chmodSync(dataFolder, 0o711);
      const account = chooseServiceAccount({ home, program });
      const sockets = makeSocketFolder(account);
      instance.note({ socketFolder: sockets });
      stops.push(() => rm(sockets, { recursive: true, force: true }));
      prepared = { account, sockets };
    }
    own(home, prepared.account);
    return prepared;
  };
  return {
    postgres: () => {
      const programs = findPostgres();
      return { ...prepare(join(dataFolder, "postgres"), programs.postgres), programs };
    },
    redis: (program: string) => {
      const home = join(dataFolder, "redis");
      return { ...prepare(home, program), home };
    },
  };
}

async function startOrFindRedis(
  { settings, say }: LaunchOptions,
  services: Services,
  keep: Keep,
): Promise<string | undefined> {
  if (settings.redis === "off") return undefined;
  if (settings.redis !== "private") return settings.redis.url;
  const program = findProgram(REDIS_PROGRAMS);
  if (!program) return undefined;
  say("Redis …");
  const { account, sockets, home } = services.redis(program);
  const logFile = freshLog(settings.dataFolder, "redis");
  await keep("Redis", (spawned) => startRedis({ program, account, home, sockets, logFile, durable: true, spawned }));
  return redisSocket(sockets);
}

/** The path of a service's log; a large one makes room, with one older kept. */
function freshLog(dataFolder: string, name: string): string {
  const path = join(dataFolder, "logs", `${name}.log`);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (existsSync(path) && statSync(path).size > LARGEST_LOG) renameSync(path, `${path}.1`);
  return path;
}
