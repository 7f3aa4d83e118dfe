import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchError } from "./launch-error.ts";
import { markOf, stopProcess, type ProcessMark, type StopStep } from "./processes.ts";
import type { ServiceAccount } from "./service-account.ts";
import { exitOf, hasEnded, type RunningService } from "./service.ts";

/** Where and how a private Redis runs. */
export type RedisOptions = {
  program: string;
  account: ServiceAccount;
  /** Its data folder, owned by the account. */
  home: string;
  /** The folder of its socket; there is no TCP port. */
  sockets: string;
  logFile: string;
  /** False keeps nothing on disk, for tests only. */
  durable: boolean;
  /** Told who it is before it is ready. */
  spawned?: (mark: ProcessMark) => void;
};

const STOP: readonly StopStep[] = [
  { signal: "SIGTERM", waitMs: 10_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
];
const START_MS = 20_000;

/** The socket of the Redis in this folder, which serves as its REDIS_URL. */
export function redisSocket(sockets: string): string {
  return join(sockets, "redis.sock");
}

/** Starts Redis on its socket. Resolves when it answers; throws LaunchError when it does not within 20 seconds. */
export async function startRedis(options: RedisOptions): Promise<RunningService> {
  const { program, account, home, sockets, logFile, durable, spawned } = options;
  const socket = redisSocket(sockets);
  const [first = "", ...args] = [
    ...[...account.prefix, program, "--port", "0", "--unixsocket", socket, "--unixsocketperm", "700", "--dir", home],
    // Jobs are lost with a key: nothing is evicted, and what was acknowledged survives a crash but for its last second.
    ...["--maxmemory-policy", "noeviction", "--appendonly", durable ? "yes" : "no", "--save", "", "--daemonize", "no"],
  ];
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(first, args, {
    ...account.identity,
    cwd: home,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exited = exitOf(child);
  const mark = child.pid ? markOf(child.pid) : undefined;
  if (mark) spawned?.(mark);
  const deadline = performance.now() + START_MS;
  while (mark && !hasEnded(child) && performance.now() < deadline) {
    if (await answers(socket)) return { mark, exited, stop: () => stopProcess(mark, STOP) };
    await sleep(20);
  }
  if (mark) await stopProcess(mark, STOP);
  throw new LaunchError(`Redis did not start: see ${logFile}. NIGHTLIGHT_REDIS=off starts Nightlight without it.`);
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket, () => connection.write("PING\r\n"));
    const done = (answer: boolean) => {
      connection.destroy();
      resolve(answer);
    };
    connection.setTimeout(1_000, () => done(false));
    // While it reads its file it answers -LOADING.
    connection.once("data", (reply) => done(reply.toString().startsWith("+PONG")));
    connection.once("error", () => done(false));
  });
}
