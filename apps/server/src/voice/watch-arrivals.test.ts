import { expect, test } from "vitest";
import { watchArrivals } from "./watch-arrivals.ts";

const NUMBER = "+84912777001";

function watching(lines: number) {
  const told: string[] = [];
  return { told, ...watchArrivals(lines, (code) => told.push(code)) };
}

test("the call that takes the last channel is told of, and every one after it", () => {
  const { told, came } = watching(2);
  came(undefined, 1, 0);
  expect(told).toEqual([]);
  came(undefined, 2, 0);
  came(undefined, 3, 0);
  expect(told).toEqual(["lines_full", "lines_full"]);
});

test("very many calls from one number within a minute are told of, once for each ten", () => {
  const { told, came } = watching(1_000);
  for (let n = 1; n <= 20; n += 1) came(NUMBER, 1, n * 1_000);
  expect(told).toEqual(["one_number", "one_number"]);
});

test("as many within an hour are not, nor as many from nobody knows where", () => {
  const { told, came } = watching(1_000);
  for (let n = 1; n <= 20; n += 1) {
    came(NUMBER, 1, n * 180_000);
    came(undefined, 1, n);
  }
  expect(told).toEqual([]);
});
