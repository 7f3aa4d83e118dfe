import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { CounsellorActor } from "@nightlight/testkit/stage";

/** Soon enough for a test, late enough for both to have read it. */
const SOON_MS = 60;

export type Asked = {
  readonly actor: CounsellorActor;
  /** By the machine's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly take?: string;
  readonly accept?: string;
};

export type Answered = { readonly ok: boolean; readonly refusal?: string };

type Wish = Omit<Asked, "at"> & { readonly laterMs?: number };

export type TwoProcesses = {
  /** Both do what they are asked for in the same moment, or one a little later. */
  race(one: Wish, other: Wish): Promise<readonly [Answered, Answered]>;
  close(): Promise<void>;
};

/** Two processes on one database, as two servers are. */
export async function openTwoProcesses(url: string): Promise<TwoProcesses> {
  const open = [spawnOne(url), spawnOne(url)] as const;
  await Promise.all(open.map(({ next }) => next()));
  return {
    async race(one, other) {
      const at = performance.timeOrigin + performance.now() + SOON_MS;
      const ask = async (which: 0 | 1, { laterMs = 0, ...wish }: Wish): Promise<Answered> => {
        open[which].process.stdin.write(`${JSON.stringify({ ...wish, at: at + laterMs })}\n`);
        return JSON.parse(await open[which].next()) as Answered;
      };
      return Promise.all([ask(0, one), ask(1, other)]);
    },
    async close() {
      for (const { process } of open) process.stdin.end();
      await Promise.all(open.map(({ over }) => over));
    },
  };
}

type One = {
  readonly process: ChildProcessWithoutNullStreams;
  readonly next: () => Promise<string>;
  readonly over: Promise<void>;
};

function spawnOne(url: string): One {
  const started = spawn(process.execPath, [join(import.meta.dirname, "test-accept-process.ts"), url]);
  started.stderr.pipe(process.stderr);
  const lines = createInterface(started.stdout)[Symbol.asyncIterator]();
  return {
    process: started,
    async next() {
      const line = await lines.next();
      if (line.done === true) throw new Error("The process is gone");
      return line.value;
    },
    over: new Promise((resolve) => started.once("exit", () => resolve())),
  };
}
