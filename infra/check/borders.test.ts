import { afterAll, beforeAll, expect, test } from "vitest";
import { blindness, findBorderCrossings } from "./borders.ts";
import { BORDER_TARGETS, PAIRS, PARTS } from "./plants/borders.ts";
import { plantSources } from "./plants/repository.ts";
import type { Problem } from "./step.ts";

const plants = Object.fromEntries([...PAIRS, ...PARTS].map(({ file, text }) => [file, text]));
const repository = plantSources({ ...BORDER_TARGETS, ...plants });
let problems: readonly Problem[] = [];

beforeAll(async () => {
  problems = (await findBorderCrossings(repository.root)).problems;
}, 60_000);
afterAll(() => {
  repository[Symbol.dispose]();
});

function rulesFor(file: string): string[] {
  return problems.filter((problem) => problem.file === file).map(({ rule }) => rule);
}

const isRefused = ({ rule }: { rule?: string }) => rule !== undefined;

test.each([...PAIRS, ...PARTS].filter(isRefused))("refused: $means", ({ file, rule }) => {
  expect(rulesFor(file)).toContain(rule);
});

// Nobody imports the plants, and which dependencies a workspace names today is not what they are about.
const NOT_OF_THE_TABLE = ["declared-dependency", "no-dev-dependency-in-source", "no-unused-file"];

test.each([...PAIRS, ...PARTS].filter((plant) => !isRefused(plant)))("allowed: $means", ({ file }) => {
  expect(rulesFor(file).filter((rule) => !NOT_OF_THE_TABLE.includes(rule))).toEqual([]);
});

test("a tool that looked at too little is not believed", () => {
  const own = ["a.ts", "b.ts", "c.ts", "d.ts", "e.ts"];
  expect(blindness(own, new Set(own))).toEqual([]);
  expect(blindness(own, new Set(own.slice(1)))).not.toEqual([]);
  expect(blindness(own, new Set())).not.toEqual([]);
  expect(blindness([], new Set())).not.toEqual([]);
});
