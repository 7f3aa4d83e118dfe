import { expect, test } from "vitest";
import { timesToPixel } from "./floor-times.ts";

const told = (number: number, versions: Readonly<Record<string, number>>, gone: readonly string[] = []) => ({
  number,
  versions: new Map(Object.entries(versions)),
  gone: new Set(gone),
});

test("a change counts until the frame that shows the first reading which holds it, and no later", () => {
  const tellings = [told(11, { a: 2 }), told(12, { a: 3, b: 1 }), told(14, {}, ["a"])];
  const painted = [
    { number: 11, at: 1_100 },
    { number: 12, at: 1_350 },
    { number: 15, at: 2_000 },
  ];
  const changes = [
    { contactId: "a", version: 1, at: 1_000 }, // overtaken before it was read: shown with version 2
    { contactId: "a", version: 2, at: 1_050 },
    { contactId: "b", version: 1, at: 1_200 },
    { contactId: "a", version: 9, at: 1_900 }, // over: gone from the floor, whose frame was skipped for the next
  ];
  expect(timesToPixel(changes, tellings, painted)).toEqual([100, 50, 150, 100]);
});

test("what no reading held, or no frame showed, has no time", () => {
  const change = { contactId: "a", version: 2, at: 0 };
  expect(timesToPixel([change], [told(1, { a: 1 })], [{ number: 1, at: 5 }])).toEqual([NaN]);
  expect(timesToPixel([change], [told(7, { a: 2 })], [{ number: 6, at: 5 }])).toEqual([NaN]);
});
