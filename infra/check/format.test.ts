import { expect, test } from "vitest";
import { findUnformatted } from "./format.ts";
import { plantBare } from "./plants/repository.ts";

test("an unformatted file is reported, a formatted one is not", { timeout: 30_000 }, async () => {
  using repository = plantBare({
    "packages/domain/src/untidy.ts": "export const untidy   = 'single'\n",
    "packages/domain/src/tidy.ts": `export const tidy = "double";\n`,
    "packages/domain/src/broken.ts": "export const = ;\n",
    "docs/untidy.md": "*  a list\n*  with odd spaces\n",
  });
  const problems = (await findUnformatted(repository.root)).problems;
  expect(problems.map(({ file }) => file).filter((file) => file !== "")).toEqual([
    "docs/untidy.md",
    "packages/domain/src/untidy.ts",
  ]);
  expect(problems.some(({ message }) => message.includes("broken.ts"))).toBe(true);
});
