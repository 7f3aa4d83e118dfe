import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that cannot be mistaken for a later one with the same number: `born` differs after a reboot or reuse. */
export type ProcessMark = { pid: number; born: string };

/** The mark of a living process; undefined when there is none with that number (a zombie counts as none). */
export function markOf(pid: number): ProcessMark | undefined {
  const born = process.platform === "linux" ? bornOnLinux(pid) : ps(pid, "lstart=");
  return born ? { pid, born } : undefined;
}

function bornOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything, so the fields are counted from its end: state is the first.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}:${fields[19] ?? ""}`;
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether that very process still runs. */
export function isRunning(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.born === mark.born;
}

/** Whether the process was started with this argument, such as its data folder. */
export function wasStartedWith(pid: number, argument: string): boolean {
  if (process.platform !== "linux") return ps(pid, "command=")?.includes(argument) ?? false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(argument);
  } catch {
    return false;
  }
}

/** One step of stopping a process: the signal, and how long it may take before the next step. */
export type StopStep = { signal: NodeJS.Signals; waitMs: number };

/** Stops a process step by step and waits until it is gone. Rejects when it outlives the last step. */
export async function stopProcess(mark: ProcessMark, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, waitMs } of steps) {
    if (!isRunning(mark)) return;
    try {
      process.kill(mark.pid, signal);
    } catch {
      // It ended between the look and the signal, or is not ours; the wait below tells which.
    }
    if (await becomesTrue(() => !isRunning(mark), waitMs)) return;
  }
  throw new Error(`process ${mark.pid} did not stop`);
}

/** Polls until the condition holds. False when it does not within `waitMs`. */
export async function becomesTrue(condition: () => boolean, waitMs: number, everyMs = 25): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  while (!condition()) {
    if (performance.now() >= deadline) return false;
    await sleep(everyMs);
  }
  return true;
}
