import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../setup/free-port.ts";
import { stopProcess, type StopStep } from "../setup/processes.ts";
import { startServer } from "../setup/server-program.ts";
import { exitOf, hasEnded } from "../setup/service.ts";
import type { CallCrowdPlan, CallCrowdReport } from "@nightlight/simulation/calls/call-crowd";
import type { CrowdPlan } from "@nightlight/simulation/crowd/crowd";
import type { CrewPlan, CrewTask } from "./floor-crew.ts";
import type { LoadResult, LoadTask } from "./load-process.ts";
import type { BenchServices, Stops } from "./services.ts";
import type { CrowdAnswer, CrowdOrder } from "./sockets-crowd.ts";
import type { VoiceOrder } from "./voice-crowd.ts";

/** A system that can be put under load. */
export type StartedSystem = { readonly origin: string };

const START_MS = 20_000;
const STOP: readonly StopStep[] = [
  { signal: "SIGTERM", waitMs: 10_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
];

type FloorOptions = {
  readonly ownerUrl: string;
  readonly seats: number;
  readonly program?: "autosave-floor.ts" | "floor-bare.ts";
  /** What the program is told instead of the number of seats. */
  readonly args?: readonly string[];
};

/** Starts the floor of routing, or another, in a process of its own. */
export async function startFloor(options: FloorOptions, stops: Stops): Promise<StartedSystem> {
  const { ownerUrl, seats, program = "floor-server.ts", args = [String(seats)] } = options;
  const child = forkProgram(program, [ownerUrl, ...args]);
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

/** Starts the role that runs calls, in a process of its own as `npm start` does. */
export async function startVoiceRole(options: ProductOptions, stops: Stops): Promise<void> {
  const { root, environment, services, say } = options;
  const port = await freePort();
  await startServer({
    program: join(root, "apps", "server", "src", "main.ts"),
    cwd: root,
    roles: "voice",
    environment: { ...environment, PORT: String(port) },
    address: `http://127.0.0.1:${String(port)}`,
    logFile: join(services.logFolder, "voice.log"),
    warn: (message) => say(`voice: ${message}`),
    spawned: (mark) => stops.push(() => stopProcess(mark, STOP)),
    signal: new AbortController().signal,
  });
}

/** Callers and counsellors with telephones, in a process of their own. */
export type CallsProcess = { order(what: VoiceOrder): Promise<CallCrowdReport> };

/** Gathers counsellors with registered telephones; nobody calls yet. */
export async function startCalls(plan: CallCrowdPlan, stops: Stops): Promise<CallsProcess> {
  const child = forkProgram("voice-crowd.ts", [JSON.stringify(plan)]);
  stops.push(() => end(child));
  await firstMessage(child, FILL_MS, "The callers");
  return {
    order(what) {
      const done = firstMessage(child, ORDER_MS, "The callers");
      child.send(what);
      return done as Promise<CallCrowdReport>;
    },
  };
}

/** Runs the clients in a process of their own and gives what they saw. Rejects when that takes longer than `limitMs`. */
export async function runLoadProcess(task: LoadTask, limitMs: number, stops: Stops): Promise<LoadResult> {
  const child = forkProgram("load-process.ts", [JSON.stringify(task)]);
  stops.push(() => end(child));
  return (await firstMessage(child, limitMs, "The load")) as LoadResult;
}

/** Everybody on a full floor, in a process of their own. */
export type Crew = {
  /** Contacts in conversation when the floor was full. */
  readonly inHands: number;
  work(plan: CrewPlan): Promise<{ readonly turns: number; readonly failures: readonly string[] }>;
  /** Everybody goes, and is seen to go: the server has nobody to miss while it is being stopped. */
  leave(): Promise<void>;
};

const FILL_MS = 300_000;

/** Fills the floor with people and contacts through the product's own doors. */
export async function startCrew(task: CrewTask, stops: Stops): Promise<Crew> {
  const child = forkProgram("floor-crew.ts", [JSON.stringify(task)]);
  stops.push(() => end(child));
  const { inHands } = (await firstMessage(child, FILL_MS, "The crew")) as { inHands: number };
  return {
    inHands,
    work(plan) {
      const done = firstMessage(child, plan.seconds * 1000 + START_MS, "The crew");
      child.send(plan);
      return done as ReturnType<Crew["work"]>;
    },
    async leave() {
      const gone = exitOf(child);
      child.send("leave");
      await gone;
    },
  };
}

/** A part of a crowd, in a process of its own. */
export type CrowdProcess = {
  readonly size: { readonly staff: number; readonly children: number; readonly talking: number };
  order(what: CrowdOrder): Promise<CrowdAnswer>;
  leave(): Promise<void>;
};

const ORDER_MS = 120_000;

/** Gathers a crowd: everybody in it has a line of their own when it is there. */
export async function startCrowd(plan: CrowdPlan, stops: Stops): Promise<CrowdProcess> {
  const child = forkProgram("sockets-crowd.ts", [JSON.stringify(plan)]);
  stops.push(() => end(child));
  const { size } = (await firstMessage(child, FILL_MS, "The crowd")) as CrowdAnswer;
  if (size === undefined) throw new Error("The crowd did not say who is there");
  return {
    size,
    order(what) {
      const done = firstMessage(child, ORDER_MS, "The crowd");
      child.send(what);
      return done as Promise<CrowdAnswer>;
    },
    leave: () => end(child),
  };
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
