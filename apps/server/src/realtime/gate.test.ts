import { expect, test } from "vitest";
import { createGate } from "./gate.ts";

test("never more than so many at once, in the order of asking, whether they fail or not", async () => {
  const gate = createGate(2);
  const order: number[] = [];
  let [running, most] = [0, 0];
  const job = (number: number) => async (): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    order.push(number);
    if (number === 3) throw new Error("three");
    return number;
  };
  const settled = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => gate(job(number))));
  expect(most).toBe(2);
  expect(order).toEqual([1, 2, 3, 4, 5]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
});
