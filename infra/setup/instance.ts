import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchError } from "./launch-error.ts";
import { isRunning, markOf, stopProcess, type ProcessMark, type StopStep } from "./processes.ts";

/** What a launcher writes down, so that the next one can clean up after it if it was killed. */
export type InstanceRecord = {
  launcher: ProcessMark;
  phase: "running" | "stopping";
  /** Where it can be seen, once it runs. */
  address?: string;
  socketFolder?: string;
  /** What it started, in the order of starting. */
  processes: Record<string, ProcessMark>;
};

/** The one instance that may use a data folder. */
export type Instance = {
  note(change: Partial<Omit<InstanceRecord, "launcher">>): void;
  noteProcess(name: string, mark: ProcessMark): void;
  release(): void;
};

// SIGINT is an orderly stop for all three: PostgreSQL would let SIGTERM wait for its clients.
const STOP: readonly StopStep[] = [
  { signal: "SIGINT", waitMs: 15_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
];
const STOPPING_MS = 45_000;

function recordFile(dataFolder: string): string {
  return join(dataFolder, "instance.json");
}

/** The launcher that holds this data folder now; undefined when there is none, whatever a dead one left behind. */
export function runningInstance(dataFolder: string): InstanceRecord | undefined {
  const record = readRecord(dataFolder);
  return record && isRunning(record.launcher) ? record : undefined;
}

/**
 * Takes the data folder for this process, first stopping what a killed launcher left running. Waits for one that is
 * stopping; throws LaunchError when another instance runs.
 */
export async function claimInstance(dataFolder: string): Promise<Instance> {
  const path = recordFile(dataFolder);
  const launcher = markOf(process.pid);
  if (!launcher) throw new Error("this process cannot see itself");
  let record: InstanceRecord = { launcher, phase: "running", processes: {} };
  const draft = join(dataFolder, `instance.${process.pid}.json`);
  const write = () => writeFileSync(draft, JSON.stringify(record, null, 2), { mode: 0o600 });

  mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const deadline = performance.now() + STOPPING_MS;
  for (;;) {
    write();
    try {
      linkSync(draft, path); // fails when the file is there, and is never half written
      rmSync(draft);
      break;
    } catch (error) {
      rmSync(draft, { force: true });
      if (!isAlreadyThere(error)) throw error;
    }
    const other = runningInstance(dataFolder);
    if (!other) await cleanUpAfter(dataFolder);
    else if (other.phase === "running" || performance.now() > deadline) throw alreadyRunning(dataFolder, other);
    else await sleep(100);
  }

  const save = () => {
    write();
    renameSync(draft, path);
  };
  return {
    note(change) {
      record = { ...record, ...change };
      save();
    },
    noteProcess(name, mark) {
      record = { ...record, processes: { ...record.processes, [name]: mark } };
      save();
    },
    release() {
      rmSync(path, { force: true });
    },
  };
}

/** Stops what a killed launcher left running, last started first, and forgets it. */
export async function cleanUpAfter(dataFolder: string): Promise<void> {
  const record = readRecord(dataFolder);
  for (const mark of Object.values(record?.processes ?? {}).reverse()) await stopProcess(mark, STOP);
  if (record?.socketFolder) rmSync(record.socketFolder, { recursive: true, force: true });
  rmSync(recordFile(dataFolder), { force: true });
}

function readRecord(dataFolder: string): InstanceRecord | undefined {
  const path = recordFile(dataFolder);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as InstanceRecord;
  } catch {
    return undefined; // a damaged record names nobody who could be running
  }
}

function alreadyRunning(dataFolder: string, { launcher, address }: InstanceRecord): LaunchError {
  return new LaunchError(
    [
      `Nightlight already runs with the data in ${dataFolder} (process ${launcher.pid}${address ? `, ${address}` : ""}).`,
      `Use that one, or stop it with Ctrl-C in its terminal or \`kill ${launcher.pid}\`.`,
      "For a second one beside it, give it its own folder and port: NIGHTLIGHT_DATA_DIR=… PORT=… npm start",
    ].join("\n"),
  );
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
