import { spawn } from "node:child_process";

export type RunOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  input?: string;
  /** Ends the program early; the promise then resolves with whatever code that gives. */
  signal?: AbortSignal;
};

/** How a program ended: its exit code (1 when it did not start or was killed) and what it printed. */
export type RunResult = { code: number; stdout: string; output: string };

/** Runs a program to its end and collects what it prints. Never rejects: a program that cannot start has code 1. */
export function runProgram(
  command: readonly string[],
  { input, signal, ...options }: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const [program = "", ...args] = command;
    // Its own group: Ctrl-C in the terminal reaches the launcher alone, which decides the order of stopping.
    const child = spawn(program, args, { ...options, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    const end = () => child.kill("SIGTERM");
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();
    const finish = (code: number, note = "") => {
      signal?.removeEventListener("abort", end);
      resolve({ code, stdout, output: output + note });
    };
    child.once("error", (error) => finish(1, error.message));
    child.once("close", (code) => finish(code ?? 1));
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on("error", () => undefined).end(input ?? "");
  });
}

/** The last lines of a text, for a message. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
