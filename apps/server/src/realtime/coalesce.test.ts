import { expect, test } from "vitest";
import { coalesce } from "./coalesce.ts";

test("whoever asks while a reading runs is answered by the next, all together", async () => {
  const readings: string[][] = [];
  const waiting: (() => void)[] = [];
  const ask = coalesce(async (keys) => {
    readings.push([...keys]);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return new Map(keys.map((key) => [key, key.toUpperCase()]));
  });
  const first = [ask("a"), ask("b")];
  await expect.poll(() => readings).toEqual([["a", "b"]]);
  const second = [ask("a"), ask("c"), ask("a")];
  waiting.shift()?.();
  expect(await Promise.all(first)).toEqual(["A", "B"]);
  await expect
    .poll(() => readings)
    .toEqual([
      ["a", "b"],
      ["a", "c"],
    ]);
  waiting.shift()?.();
  expect(await Promise.all(second)).toEqual(["A", "C", "A"]);
});

test("a reading that fails, or takes too long, answers nobody, and the next one is tried", async () => {
  let isBroken = true;
  const ask = coalesce((keys) =>
    isBroken ? Promise.reject(new Error("away")) : Promise.resolve(new Map(keys.map((key) => [key, 1]))),
  );
  expect(await ask("a")).toBeUndefined();
  isBroken = false;
  expect(await ask("a")).toBe(1);
  const never = coalesce(() => new Promise<ReadonlyMap<string, number>>(() => undefined), { patienceMs: 5 });
  expect(await never("a")).toBeUndefined();
});
