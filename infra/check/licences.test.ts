import { expect, test } from "vitest";
import { findForbiddenLicences, mayShip } from "./licences.ts";
import { plantBare } from "./plants/repository.ts";

test.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-only)", true],
  ["GPL-3.0-only OR MIT", true],
  ["MIT AND GPL-3.0-only", false],
  ["(MIT AND BSD-3-Clause) OR GPL-2.0", true],
  ["(GPL-2.0 OR MIT) AND ISC", true],
  ["(GPL-2.0 OR LGPL-3.0) AND ISC", false],
  ["GPL-3.0-only", false],
  ["AGPL-3.0-or-later", false],
  ["LGPL-3.0-or-later", false],
  ["BUSL-1.1", false],
  ["SEE LICENSE IN LICENSE.md", false],
  ["UNLICENSED", false],
  ["Apache-2.0 WITH LLVM-exception", false],
  ["", false],
])("may code ship under '%s': %s", (expression, isAllowed) => {
  expect(mayShip("left-pad", expression)).toBe(isAllowed);
});

test("licences for data and fonts do not cover code", () => {
  expect(mayShip("caniuse-lite", "CC-BY-4.0")).toBe(true);
  expect(mayShip("left-pad", "CC-BY-4.0")).toBe(false);
  expect(mayShip("@fontsource-variable/inter", "OFL-1.1")).toBe(true);
  expect(mayShip("@expo-google-fonts/be-vietnam-pro", "MIT AND OFL-1.1")).toBe(true);
  expect(mayShip("left-pad", "OFL-1.1")).toBe(false);
});

test("a forbidden licence of a production dependency is reported, wherever it is stated", async () => {
  const installed = (license: object) => `${JSON.stringify({ name: "x", version: "1.0.0", ...license })}\n`;
  const packages = {
    "": {},
    "packages/domain": { license: "Apache-2.0" },
    "node_modules/@nightlight/domain": { link: true },
    "node_modules/fine": { license: "MIT" },
    "node_modules/old-style": {},
    "node_modules/object-style": {},
    "node_modules/says-otherwise": { license: "MIT" },
    "node_modules/not-installed": { license: "GPL-2.0-only" },
    "node_modules/fine/node_modules/@deep/nested": { license: "SSPL-1.0" },
    "node_modules/silent": {},
    "node_modules/only-for-developers": { license: "GPL-3.0-only", dev: true },
  };
  using repository = plantBare({
    "package-lock.json": JSON.stringify({ lockfileVersion: 3, packages }),
    "node_modules/old-style/package.json": installed({ licenses: [{ type: "MIT" }, { type: "GPL-2.0" }] }),
    "node_modules/object-style/package.json": installed({ license: { type: "ISC" } }),
    "node_modules/says-otherwise/package.json": installed({ license: "AGPL-3.0-only" }),
  });
  expect((await findForbiddenLicences(repository.root)).problems.map(({ message }) => message).sort()).toEqual([
    "@deep/nested: SSPL-1.0",
    "not-installed: GPL-2.0-only",
    "says-otherwise: AGPL-3.0-only",
    "silent: no licence stated",
  ]);
});

test("a licence that somebody read in a file holds for that version only", async () => {
  const packages = {
    "node_modules/png-js": { version: "2.0.0" },
    "node_modules/a/node_modules/png-js": { version: "3.0.0" },
  };
  using repository = plantBare({ "package-lock.json": JSON.stringify({ lockfileVersion: 3, packages }) });
  expect((await findForbiddenLicences(repository.root)).problems.map(({ file }) => file)).toEqual([
    "node_modules/a/node_modules/png-js",
  ]);
});

test("without a lock nothing is taken for granted", async () => {
  using repository = plantBare({});
  expect((await findForbiddenLicences(repository.root)).problems).toHaveLength(1);
});
