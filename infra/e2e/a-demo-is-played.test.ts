import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startStack, type Stack } from "./stack.ts";

const PATIENCE_MS = 90_000;
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 200_000);
afterAll(() => stack.stop(), 60_000);

type Played = { readonly child: ChildProcess; said(): string; readonly ended: Promise<number | null> };

function play(...options: string[]): Played {
  const program = fileURLToPath(new URL("../demo.ts", import.meta.url));
  const child = spawn(process.execPath, [program, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
  }
  return { child, said: () => said, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

async function until(played: Played, what: string, isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`it never came to this: ${what}\n${played.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The number before a word in the newest line. */
function newest(said: string, word: string): number {
  return Number([...said.matchAll(new RegExp(`(\\d+) ${word}`, "gu"))].at(-1)?.[1] ?? 0);
}

test("a demo goes on after the server was killed, and Ctrl-C ends it in time", { timeout: 240_000 }, async () => {
  const played = play("--address", stack.address, "--speed", "120");
  await until(
    played,
    "seats and children",
    () => newest(played.said(), "seats") === 2 && newest(played.said(), "over") > 0,
  );
  stack.killServer();
  const before = newest(played.said(), "over");
  await until(played, "children are served after the restart", () => newest(played.said(), "over") > before + 5);
  const askedAt = performance.now();
  played.child.kill("SIGINT");
  expect(await played.ended).toBe(0);
  expect(performance.now() - askedAt).toBeLessThan(10_000);
  expect(played.said()).toContain("Nobody is left in a conversation");
});

test("it does not play where nobody answers, nor with options that mean nothing", { timeout: 60_000 }, async () => {
  const alone = play("--address", "http://127.0.0.1:9");
  expect(await alone.ended).toBe(1);
  expect(alone.said()).toContain("No Nightlight answers");
  const wrong = play("--speed", "fast", "--seed=-1");
  expect(await wrong.ended).toBe(78);
  expect(wrong.said()).toMatch(/--speed is "fast"[\s\S]*--seed/u);
});
