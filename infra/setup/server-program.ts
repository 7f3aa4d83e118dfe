import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchError, WRONG_SETTINGS } from "./launch-error.ts";
import { openLogFile } from "./log-file.ts";
import { markOf, stopProcess, type ProcessMark, type StopStep } from "./processes.ts";
import { lastLines, runProgram } from "./run-program.ts";
import { exitOf, type RunningService } from "./service.ts";
import { sparing } from "./sparing.ts";

/** One way to sign in to the demo. */
export type DemoSignIn = { username: string; password: string; name?: string };

/** The link by which the first administrator chooses a password: a path on the server. */
export type FirstAdministrator = { username: string; path: string; expiresAt: string };

/** What a migration tells for the person at the terminal. */
export type Migrated = { signIns: DemoSignIn[]; firstAdministrator: FirstAdministrator | undefined };

/** The server program and the environment that it reads. */
export type ServerOptions = {
  program: string;
  cwd: string;
  environment: NodeJS.ProcessEnv;
  logFile: string;
};

const STOP: readonly StopStep[] = [
  { signal: "SIGTERM", waitMs: 20_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
];
const START_MS = 60_000;
const WARN = 40; // pino's number for a warning

/** Brings the database up to date; returns the demo's sign-ins or the first administrator's link. Throws LaunchError when it fails. */
export async function migrate(options: Omit<ServerOptions, "logFile"> & { signal?: AbortSignal }): Promise<Migrated> {
  const { code, stdout, output } = await runProgram([process.execPath, options.program, "migrate"], {
    cwd: options.cwd,
    env: options.environment,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (code === WRONG_SETTINGS) throw new LaunchError(output.trim(), WRONG_SETTINGS);
  if (code !== 0) throw new LaunchError(`The database could not be brought up to date:\n${lastLines(output, 20)}`);
  const told = Object.assign({}, ...stdout.split("\n").map(parseLine)) as {
    demo?: DemoSignIn[];
    firstAdministrator?: FirstAdministrator;
  };
  return { signIns: told.demo ?? [], firstAdministrator: told.firstAdministrator };
}

/**
 * Starts the server and resolves when /readyz of `address` says 200. Its log goes to `logFile`; warnings and errors go to
 * `warn` as well. Throws LaunchError when it ends first or is not ready within a minute.
 */
export async function startServer(
  options: ServerOptions & {
    roles: string;
    address: string | undefined;
    warn: (message: string) => void;
    /** Told who it is before it is ready. */
    spawned: (mark: ProcessMark) => void;
    signal: AbortSignal;
  },
): Promise<RunningService> {
  const warn = sparing(options.warn);
  const log = openLogFile(options.logFile, warn);
  // Detached: Ctrl-C in the terminal reaches the launcher alone, which then stops the server in its turn.
  const child = spawn(process.execPath, [options.program, options.roles], {
    cwd: options.cwd,
    env: options.environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const recent: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => {
      log.write(line);
      recent.push(line);
      if (recent.length > 40) recent.shift();
      const entry = parseLine(line);
      if (entry && typeof entry["level"] === "number" && entry["level"] >= WARN) warn(toldIn(entry));
    });
  const exited = exitOf(child);
  let ending: string | undefined;
  child.once("close", () => log.end());
  void exited.then((how) => (ending = how));
  const mark = child.pid ? markOf(child.pid) : undefined;

  if (mark) options.spawned(mark);
  const deadline = performance.now() + START_MS;
  while (mark && !ending && !options.signal.aborted && performance.now() < deadline) {
    if (options.address && (await isReady(options.address)) && !ending)
      return { mark, exited, stop: () => stopProcess(mark, STOP) };
    await sleep(50);
  }
  if (mark) await stopProcess(mark, STOP);
  await sleep(50); // its last lines may still be on their way
  const said = lastLines(recent.join("\n"), 20);
  if (child.exitCode === WRONG_SETTINGS) throw new LaunchError(said, WRONG_SETTINGS);
  const what = ending ? `ended while starting (${ending})` : `was not ready after ${START_MS / 1_000} seconds`;
  throw new LaunchError(`The server ${what}. Its last lines (${options.logFile}):\n${said}`);
}

async function isReady(address: string): Promise<boolean> {
  try {
    const reply = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await reply.body?.cancel();
    return reply.status === 200;
  } catch {
    return false;
  }
}

function parseLine(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** What a line of the log says to whoever watches the terminal; of broken invariants also which, for they hold ids alone. */
function toldIn({ msg, violations }: Readonly<Record<string, unknown>>): string {
  if (typeof msg !== "string") return "see the log";
  return violations === undefined ? msg : `${msg}: ${JSON.stringify(violations)}`;
}
