import { expect, test } from "vitest";
import { runSteps } from "./run-steps.ts";
import type { Step } from "./step.ts";

const clean: Step = { name: "clean", find: async () => ({ problems: [], lookedAt: "3 files" }) };
const dirty: Step = {
  name: "dirty",
  find: async () => ({ problems: [{ file: "a.ts", rule: "r", message: "m" }], lookedAt: "3 files" }),
};
const broken: Step = { name: "broken", find: () => Promise.reject(new Error("tool missing")) };

async function check(...steps: Step[]) {
  const said: string[] = [];
  const isClean = await runSteps(steps, ".", (line) => said.push(line));
  return { isClean, said: said.join("\n") };
}

test("clean steps pass, a line each", async () => {
  const { isClean, said } = await check(clean, clean);
  expect(isClean).toBe(true);
  expect(said).toMatch(/ok {5}clean .* s {2}3 files/);
  expect(said).toContain("check: 2 passed, 0 failed");
});

test("one problem fails the check and is told with its file and rule", async () => {
  const { isClean, said } = await check(clean, dirty);
  expect(isClean).toBe(false);
  expect(said).toContain("a.ts  r  m");
  expect(said).toMatch(/check: 1 passed, 1 failed in .* s: dirty \(1\)/);
});

test("a tool that breaks fails its step and leaves the others", async () => {
  const { isClean, said } = await check(broken, clean);
  expect(isClean).toBe(false);
  expect(said).toContain("tool missing");
  expect(said).toContain("check: 1 passed, 1 failed");
});

test("no more than two steps run at a time", async () => {
  let running = 0;
  let most = 0;
  const counting: Step = {
    name: "counting",
    find: async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return { problems: [], lookedAt: "" };
    },
  };
  await check(counting, counting, counting, counting, counting);
  expect(most).toBe(2);
});
