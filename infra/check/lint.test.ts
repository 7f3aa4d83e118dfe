import { afterAll, beforeAll, expect, test } from "vitest";
import { findLint } from "./lint.ts";
import { LINT_ALLOWED, LINT_PLANTS } from "./plants/lint.ts";
import { plantSources } from "./plants/repository.ts";
import type { Problem } from "./step.ts";

const plants = Object.fromEntries(LINT_PLANTS.map(({ file, text }) => [file, text]));
const repository = plantSources({ ...LINT_ALLOWED, ...plants });
let problems: readonly Problem[] = [];

beforeAll(async () => {
  problems = (await findLint(repository.root)).problems;
}, 120_000);
afterAll(() => {
  repository[Symbol.dispose]();
});

test.each(LINT_PLANTS)("lint reports $means", ({ file, rule }) => {
  const rules = problems.filter((problem) => problem.file === file).map((problem) => problem.rule);
  expect(rules).toContain(rule);
});

test("lint is content with what is allowed where it stands", () => {
  const isPlanted = new Set(LINT_PLANTS.map(({ file }) => file));
  expect(problems.filter(({ file }) => !isPlanted.has(file))).toEqual([]);
});
