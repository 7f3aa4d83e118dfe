import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../setup/free-port.ts";
import { stopProcess, type ProcessMark, type StopStep } from "../setup/processes.ts";
import { redisSocket } from "../setup/redis.ts";
import { startServer } from "../setup/server-program.ts";
import { layLine, type Line } from "./line.ts";
import { POSTGRES_SOCKET, type Services } from "./services.ts";

/** One server of a cluster: a process of its own, on lines of its own. */
export type ServerMember = {
  readonly port: number;
  /** Straight to this one, past the balancer. */
  readonly origin: string;
  readonly toPostgres: Line;
  /** Undefined where this machine has no Redis. */
  readonly toRedis: Line | undefined;
  /** Whether new connections should come here. */
  readonly isUp: boolean;
  start(): Promise<void>;
  /** Lets it finish. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
  /** It hangs, and knows nothing of it when it goes on. */
  freeze(): void;
  thaw(): void;
  /** Whatever of it hangs or was cut goes on. */
  mend(): void;
  /** Ends it for good, and its lines. */
  close(): Promise<void>;
};

export type ServerOptions = {
  readonly root: string;
  readonly services: Services;
  readonly name: string;
  readonly publicOrigin: string;
  /** "serve,work" for one that does everything. */
  readonly roles: string;
  /** How far its clock is off, in seconds. */
  readonly clockOff: number;
  readonly changed: () => void;
  readonly warn: (line: string) => void;
};

const KILL: readonly StopStep[] = [{ signal: "SIGKILL", waitMs: 5_000 }];
const STOP: readonly StopStep[] = [{ signal: "SIGTERM", waitMs: 20_000 }, ...KILL];

/** What every member is told. The people of a cluster are demo accounts, which exist nowhere else. */
export function environmentOf({ masterKeyFile }: Services): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    NIGHTLIGHT_MASTER_KEY_FILE: masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small",
    LOG_LEVEL: "warn",
  };
}

/** Lays its lines and starts it. */
export async function addServer(options: ServerOptions): Promise<ServerMember> {
  const { root, services, name, publicOrigin, roles, clockOff, changed, warn } = options;
  const folder = join(services.postgres.socket, "..", name);
  mkdirSync(folder);
  const toPostgres = await layLine(join(folder, POSTGRES_SOCKET), services.postgres.socket);
  const toRedis = services.redis === undefined ? undefined : await layLine(redisSocket(folder), services.redis.socket);
  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  const environment = {
    ...environmentOf(services),
    DATABASE_URL: services.appUrl(folder),
    ...(toRedis && { REDIS_URL: redisSocket(folder) }),
    PORT: String(port),
    PUBLIC_ORIGIN: publicOrigin,
    ...(clockOff !== 0 && { NODE_OPTIONS: shiftedClock(clockOff) }),
  };
  let mark: ProcessMark | undefined;
  let isFrozen = false;
  const signal = (to: NodeJS.Signals): void => {
    if (mark === undefined) throw new Error(`${name} does not run`);
    process.kill(mark.pid, to);
    isFrozen = to === "SIGSTOP";
    changed();
  };
  const end = async (steps: readonly StopStep[]): Promise<void> => {
    const ending = mark;
    mark = undefined;
    changed();
    if (ending !== undefined && isFrozen && steps === STOP) process.kill(ending.pid, "SIGCONT");
    isFrozen = false;
    if (ending !== undefined) await stopProcess(ending, steps);
  };
  const member: ServerMember = {
    port,
    origin,
    toPostgres,
    toRedis,
    get isUp() {
      return mark !== undefined && !isFrozen;
    },
    async start() {
      if (mark !== undefined) return;
      const running = await startServer({
        program: join(root, "apps", "server", "src", "main.ts"),
        cwd: root,
        roles,
        environment,
        address: origin,
        logFile: join(services.folder, `${name}.log`),
        warn: (line) => warn(`${name}: ${line}`),
        spawned: () => undefined,
        signal: new AbortController().signal,
      });
      mark = running.mark;
      changed();
    },
    stop: () => end(STOP),
    kill: () => end(KILL),
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    mend() {
      if (isFrozen) signal("SIGCONT");
      toPostgres.mend();
      toRedis?.mend();
    },
    async close() {
      await end(STOP);
      await toPostgres.close();
      await toRedis?.close();
    },
  };
  await member.start();
  return member;
}

/** Makes a program believe that it is another time: everything that asks for the date is told so. Timers run as they are. */
function shiftedClock(seconds: number): string {
  const ms = String(seconds * 1000);
  const program = `const Real = Date; globalThis.Date = class Date extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + ${ms}); else super(...given); }
    static now() { return Real.now() + ${ms}; } };`;
  return `--import=data:text/javascript,${encodeURIComponent(program)}`;
}
