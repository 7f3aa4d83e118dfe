import { afterAll, expect, test } from "vitest";
import { findBorderCrossings } from "./borders.ts";
import { findUnformatted } from "./format.ts";
import { findLint } from "./lint.ts";
import { CLEAN } from "./plants/clean.ts";
import { plantSources } from "./plants/repository.ts";
import { findTypeErrors } from "./types.ts";
import { findMachineWords } from "./words.ts";

const repository = plantSources(CLEAN);
afterAll(() => {
  repository[Symbol.dispose]();
});

test.each([
  ["format", findUnformatted],
  ["lint", findLint],
  ["borders", findBorderCrossings],
  ["types", findTypeErrors],
  ["words", findMachineWords],
] as const)("%s is content with a clean repository", { timeout: 60_000 }, async (_name, find) => {
  expect((await find(repository.root)).problems).toEqual([]);
});
