import { describe, expect, test } from "vitest";
import { figureOf, median, medianFigure, percentile, ratioOf, rounded, whyVoid } from "./figures.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const flat = (ms: number) => ({ p50: ms, p99: ms });

describe("a percentile", () => {
  test("is the smallest value that the share of all values does not exceed", () => {
    expect(percentile(upTo(100), 0.5)).toBe(50);
    expect(percentile(upTo(100), 0.99)).toBe(99);
    expect(percentile(upTo(101), 0.99)).toBe(100);
  });
  test("does not depend on the order, and compares numbers as numbers", () => {
    expect(percentile([10, 9, 100, 1], 0.5)).toBe(9);
  });
  test("of one value is that value, of none is no number", () => {
    expect(figureOf([7])).toEqual({ p50: 7, p99: 7 });
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe("a median", () => {
  test("is the middle, or the mean of the middle two", () => {
    expect(median([3, 1, 100])).toBe(3);
    expect(median([4, 1, 2, 100])).toBe(3);
    expect(median([])).toBeNaN();
  });
  test("is taken of each part of several figures", () => {
    const runs = [
      { p50: 1, p99: 30 },
      { p50: 3, p99: 10 },
      { p50: 2, p99: 20 },
    ];
    expect(medianFigure(runs)).toEqual({ p50: 2, p99: 20 });
  });
});

test("a ratio says how many times the floor something takes", () => {
  expect(ratioOf({ p50: 5, p99: 30 }, { p50: 2, p99: 10 })).toEqual({ p50: 2.5, p99: 3 });
});

test("figures are printed to the microsecond", () => {
  expect(rounded({ p50: 1.23456, p99: 2 })).toEqual({ p50: 1.235, p99: 2 });
});

describe("a run is void", () => {
  // Sums of parts: arrival 0.5 + 2 + 0.5 = 3, acceptance 1 + 1 = 2.
  const parts = { update: flat(1), ping: flat(1), post: flat(1) };
  const floor = (arrival: number, acceptance: number) => ({
    arrivalToOffer: flat(arrival),
    acceptToAssigned: flat(acceptance),
  });
  test("not when the floor takes up to one and a half times its parts", () => {
    expect(whyVoid(floor(4.5, 3), parts)).toBeUndefined();
  });
  test("when either of its waits takes longer", () => {
    expect(whyVoid(floor(4.51, 3), parts)).toContain("arrivalToOffer");
    expect(whyVoid(floor(4.5, 3.01), parts)).toContain("acceptToAssigned");
  });
  test("when a figure is missing", () => {
    expect(whyVoid(floor(Number.NaN, 1), parts)).toContain("arrivalToOffer");
  });
});
