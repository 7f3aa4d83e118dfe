import type { ChildProcess } from "node:child_process";
import type { ProcessMark } from "./processes.ts";

/** A service that runs: who it is, when it ends on its own, and how to stop it. */
export type RunningService = {
  mark: ProcessMark;
  /** Resolves with words for the way it ended, such as "exit code 1". */
  exited: Promise<string>;
  stop: () => Promise<void>;
};

/** Whether a child that was started has ended. */
export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Resolves, never rejects, when the child has ended or could not start. */
export function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code ?? 0}`));
  });
}
