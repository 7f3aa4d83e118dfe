import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchError } from "../launch-error.ts";
import { markOf, stopProcess, type ProcessMark, type StopStep } from "../processes.ts";
import type { ServiceAccount } from "../service-account.ts";
import { exitOf, hasEnded, type RunningService } from "../service.ts";
import type { AsteriskProgram } from "./asterisk-program.ts";
import { sipAnswers } from "./sip-answers.ts";
import { writeConfiguration, type AsteriskSettings } from "./write-configuration.ts";

export type AsteriskOptions = {
  readonly program: AsteriskProgram;
  readonly account: ServiceAccount;
  readonly settings: Omit<AsteriskSettings, "modules" | "share">;
  readonly logFile: string;
  /** Told who it is before it is ready. */
  readonly spawned?: (mark: ProcessMark) => void;
};

/** The name by which Nightlight signs in to Asterisk's own interface (ARI). */
export const ARI_USER = "nightlight";
const START_MS = 30_000;
const STOP: readonly StopStep[] = [
  { signal: "SIGTERM", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 2_000 },
];

/** The address of its interface, with the password in it: for a server's environment, for no log. */
export function ariUrl({ httpPort, ariPassword }: Pick<AsteriskSettings, "httpPort" | "ariPassword">): string {
  return `http://${ARI_USER}:${encodeURIComponent(ariPassword)}@127.0.0.1:${String(httpPort)}/ari`;
}

/** Writes its configuration and starts it. Resolves when it can be asked and takes calls; throws LaunchError when it does not. */
export async function startAsterisk(options: AsteriskOptions): Promise<RunningService> {
  const { program, account, logFile, spawned } = options;
  const config = writeConfiguration({ ...options.settings, modules: program.modules, share: program.share });
  const [first = "", ...args] = [
    ...[...account.prefix, ...program.command],
    ...["-f", "-C", join(config, "asterisk.conf")],
  ];
  const log = openSync(logFile, "a", 0o600);
  // Detached: Ctrl-C in the terminal must not end calls before their server has said goodbye.
  const child = spawn(first, args, {
    ...account.identity,
    cwd: options.settings.data,
    env: { PATH: "/usr/bin:/bin", LANG: "C.UTF-8" },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exited = exitOf(child);
  const mark = child.pid ? markOf(child.pid) : undefined;
  if (mark) spawned?.(mark);
  const deadline = performance.now() + START_MS;
  while (mark && !hasEnded(child) && performance.now() < deadline) {
    if ((await answers(options.settings)) && (await sipAnswers(options.settings.sipBind)))
      return { mark, exited, stop: () => stopProcess(mark, STOP) };
    await sleep(50);
  }
  if (mark) await stopProcess(mark, STOP);
  throw new LaunchError(`Asterisk did not start: see ${logFile}. Everything else works without it.`);
}

async function answers(settings: Pick<AsteriskSettings, "httpPort" | "ariPassword">): Promise<boolean> {
  const { origin, username, password } = new URL(ariUrl(settings));
  const authorization = `Basic ${Buffer.from(`${username}:${decodeURIComponent(password)}`).toString("base64")}`;
  try {
    const reply = await fetch(`${origin}/ari/asterisk/info?only=system`, {
      headers: { authorization },
      signal: AbortSignal.timeout(1_000),
    });
    await reply.body?.cancel();
    return reply.status === 200;
  } catch {
    return false;
  }
}
