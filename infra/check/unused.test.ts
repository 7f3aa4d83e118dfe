import { expect, test } from "vitest";
import { type Files, plantBare } from "./plants/repository.ts";
import { findUnused } from "./unused.ts";

const manifest = (name: string, dependencies: object = {}) =>
  `${JSON.stringify({ name, version: "0.1.0", type: "module", exports: { "./*": "./src/*.ts" }, dependencies }, null, 2)}\n`;

const tidy: Files = {
  "package.json": `${JSON.stringify({ name: "planted", private: true, type: "module", workspaces: ["packages/*", "apps/*"] })}\n`,
  "packages/domain/package.json": manifest("@nightlight/domain"),
  "packages/domain/src/shift.ts": "export const used = 1;\n",
  "apps/server/package.json": manifest("@nightlight/server", { "@nightlight/domain": "0.1.0" }),
  "apps/server/src/main.ts": `import { used } from "@nightlight/domain/shift";\n\nglobalThis.name = String(used);\n`,
};

const PLANTS = [
  {
    means: "an export that nobody imports",
    files: { "packages/domain/src/shift.ts": "export const used = 1;\nexport const unused = 2;\n" },
    expected: { file: "packages/domain/src/shift.ts", rule: "exports", message: "exports: unused" },
  },
  {
    means: "a file that nobody imports",
    files: { "packages/domain/src/forgotten.ts": "export const forgotten = 1;\n" },
    expected: { file: "packages/domain/src/forgotten.ts", rule: "exports", message: "exports: forgotten" },
  },
  {
    means: "a dependency that nobody uses",
    files: { "packages/domain/package.json": manifest("@nightlight/domain", { zod: "4.6.7" }) },
    expected: { file: "packages/domain/package.json", rule: "dependencies", message: "dependencies: zod" },
  },
  {
    means: "a dependency that nobody names",
    files: { "packages/domain/src/shift.ts": `import "zod";\n\nexport const used = 1;\n` },
    expected: { file: "packages/domain/src/shift.ts", rule: "unlisted", message: "unlisted: zod" },
  },
];

test("a tidy repository has nothing unused", { timeout: 30_000 }, async () => {
  using repository = plantBare(tidy);
  expect((await findUnused(repository.root)).problems).toEqual([]);
});

test.each(PLANTS)("knip reports $means", { timeout: 30_000 }, async ({ files, expected }) => {
  using repository = plantBare({ ...tidy, ...files });
  expect((await findUnused(repository.root)).problems).toContainEqual(expected);
});
