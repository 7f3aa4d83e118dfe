import { expect, test } from "vitest";
import { createMemory } from "./memory.ts";

const hash = (name: string) => Buffer.from(name);

test("what was kept is there for two seconds, and not a moment longer", () => {
  let now = 0;
  const memory = createMemory<string>(() => now);
  memory.keep(hash("a"), "lan");
  expect(memory.get(hash("b"))).toBeUndefined();
  now = 1_999;
  expect(memory.get(hash("a"))).toBe("lan");
  now = 2_000;
  expect(memory.get(hash("a"))).toBeUndefined();
});

test("what was forgotten is gone at once", () => {
  const memory = createMemory<string>(() => 0);
  memory.keep(hash("a"), "lan");
  memory.forget(hash("a"));
  expect(memory.get(hash("a"))).toBeUndefined();
});

test("a flood pushes out the oldest and never grows without end", () => {
  const memory = createMemory<number>(() => 0);
  for (let n = 0; n < 10_000; n += 1) memory.keep(hash(String(n)), n);
  const kept = Array.from({ length: 10_000 }, (_, n) => memory.get(hash(String(n)))).filter((n) => n !== undefined);
  expect(kept.length).toBeLessThanOrEqual(2_000);
  expect(kept.at(-1)).toBe(9_999);
});
