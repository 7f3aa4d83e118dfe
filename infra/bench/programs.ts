import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../setup/free-port.ts";
import { stopProcess, type StopStep } from "../setup/processes.ts";
import { startServer } from "../setup/server-program.ts";
import { exitOf, hasEnded } from "../setup/service.ts";
import type { LoadResult, LoadTask } from "./load-process.ts";
import type { BenchServices, Stops } from "./services.ts";

/** A system that can be put under load. */
export type StartedSystem = { readonly origin: string };

const START_MS = 20_000;
const STOP: readonly StopStep[] = [
  { signal: "SIGTERM", waitMs: 10_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
];

type FloorOptions = { readonly ownerUrl: string; readonly seats: number; readonly program?: "autosave-floor.ts" };

/** Starts the floor of routing, or another, in a process of its own. */
export async function startFloor(options: FloorOptions, stops: Stops): Promise<StartedSystem> {
  const { ownerUrl, seats, program = "floor-server.ts" } = options;
  const child = forkProgram(program, [ownerUrl, String(seats)]);
  stops.push(() => end(child));
  return { origin: String(await firstMessage(child, START_MS, "The floor")) };
}

type ProductOptions = {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly services: BenchServices;
  readonly profileFolder: string | undefined;
  readonly say: (line: string) => void;
};

/** Starts the product's own server program as `npm start` does, on a free port. */
export async function startProduct(options: ProductOptions, stops: Stops): Promise<StartedSystem> {
  const { root, environment, services, profileFolder, say } = options;
  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  const profiling = profileFolder === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileFolder}` };
  await startServer({
    program: join(root, "apps", "server", "src", "main.ts"),
    cwd: root,
    roles: "serve,work",
    environment: { ...environment, ...profiling, PORT: String(port), PUBLIC_ORIGIN: origin },
    address: origin,
    logFile: join(services.logFolder, "server.log"),
    warn: (message) => say(`server: ${message}`),
    // From its first moment: a bench that is interrupted leaves nothing behind.
    spawned: (mark) => stops.push(() => stopProcess(mark, STOP)),
    signal: new AbortController().signal,
  });
  return { origin };
}

/** Runs the clients in a process of their own and gives what they saw. Rejects when that takes longer than `limitMs`. */
export async function runLoadProcess(task: LoadTask, limitMs: number, stops: Stops): Promise<LoadResult> {
  const child = forkProgram("load-process.ts", [JSON.stringify(task)]);
  stops.push(() => end(child));
  return (await firstMessage(child, limitMs, "The load")) as LoadResult;
}

function forkProgram(name: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, name), args, { env: { PATH: process.env["PATH"], NODE_ENV: "production" } });
}

async function firstMessage(child: ChildProcess, withinMs: number, name: string): Promise<unknown> {
  const waiting = new AbortController();
  try {
    return await Promise.race([
      new Promise((resolve) => child.once("message", resolve)),
      exitOf(child).then((how) => {
        throw new Error(`${name} ended by itself: ${how}`);
      }),
      sleep(withinMs, undefined, { signal: waiting.signal }).then(() => {
        throw new Error(`${name} did not answer within ${String(Math.round(withinMs / 1000))} s`);
      }),
    ]);
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    waiting.abort();
  }
}

/** Ends a process of ours, at once and for certain: it keeps nothing. */
async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = exitOf(child);
  child.kill("SIGKILL");
  await ended;
}
