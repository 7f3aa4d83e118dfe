import { expect, test } from "vitest";
import { laneRank, LANES, oneLaneUp } from "./lane.ts";

test("lanes are ranked from immediate to low", () => {
  expect(LANES.map(laneRank)).toEqual([0, 1, 2, 3]);
  expect(LANES).toEqual(["immediate", "high", "normal", "low"]);
});

test.each([
  ["low", "normal"],
  ["normal", "high"],
  ["high", "high"],
  ["immediate", "immediate"],
] as const)("one lane up from %s is %s: only danger opens immediate", (lane, up) => {
  expect(oneLaneUp(lane)).toBe(up);
});
