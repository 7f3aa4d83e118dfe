import { expect, test } from "vitest";
import { plantBare } from "./plants/repository.ts";
import { findVersionConflicts } from "./versions.ts";

const manifest = (name: string, dependencies: object, devDependencies: object = {}) =>
  JSON.stringify({ name, version: "0.1.0", dependencies, devDependencies });

test("a dependency wanted in two versions is reported, also between production and development", async () => {
  using repository = plantBare({
    "package.json": manifest("planted", {}, { vite: "8.3.8" }),
    "packages/domain/package.json": manifest("@nightlight/domain", { zod: "4.6.7" }),
    "packages/jobs/package.json": manifest("@nightlight/jobs", { zod: "^4.6.7", "@nightlight/domain": "0.1.0" }),
    "apps/console/package.json": manifest("@nightlight/console", { "@nightlight/domain": "*" }, { vite: "8.3.9" }),
    "apps/server/package.json": manifest("@nightlight/server", { zod: "4.6.7" }, { vite: "8.3.8" }),
  });
  expect((await findVersionConflicts(repository.root)).problems.map(({ file, message }) => [file, message])).toEqual([
    ["apps/console/package.json", "@nightlight/domain *, but it is 0.1.0"],
    ["apps/console/package.json", "vite 8.3.9, but it is wanted by package.json as 8.3.8"],
    ["packages/jobs/package.json", "zod ^4.6.7, but it is wanted by apps/server/package.json as 4.6.7"],
  ]);
});
