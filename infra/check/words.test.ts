import { expect, test } from "vitest";
import { plantBare } from "./plants/repository.ts";
import { findMachineWords, machineWords, machineWordsIn } from "./words.ts";

const ROOT = ["", "srv", "clone"].join("/");
// Put together here, so that this file does not hold what it forbids.
const path = (...parts: string[]) => `/${parts.join("/")}`;
const registryLine = (address: string) => ["registry", address].join("=");

test.each([
  ["a home folder", `cd ${path("home", "lan", "code")}`],
  ["a Mac's home folder", `see ${path("Users", "lan")}/notes`],
  ["root's folder", `"${path("root", ".cache")}"`],
  ["a workplace", `open('${path("work", "notes")}')`],
  ["where this clone lies", `${ROOT}/package.json`],
  ["another registry", registryLine("https://packages.example.org/")],
  ["a mirror's address", `https://nexus.example.org${path("npm")}`],
  ["a token", ["//registry.npmjs.org/:_authToken", "abc"].join("=")],
  ["this machine's registry", "https://mirror.example.net/zod"],
  ["a folder beside the repository", `see ${"../".repeat(3)}shared/notes.md`],
])("reported: %s", (_means, line) => {
  const machine = machineWords(ROOT, path("home", "someone"), "https://mirror.example.net/");
  expect(machineWordsIn(ROOT, "apps/console/readme.md", `fine\n${line}\n`, machine)).toHaveLength(1);
});

test.each([
  ["an app's own shared folder", "apps/console/src/features/shift/a.ts", `from "../../shared/clock.ts"`],
  ["the image's user", "infra/Dockerfile", `WORKDIR ${path("home", "node", "app")}`],
  ["a route", "apps/server/src/a.ts", `app.get("/home", "/users/:id", "./work/relay.ts", "/roots")`],
  ["the public registry", ".npmrc", registryLine("https://registry.npmjs.org/")],
  ["a folder in an address", "docs/a.md", `https://example.org${path("home", "lan")}`],
])("allowed: %s", (_means, file, line) => {
  expect(machineWordsIn(ROOT, file, line, machineWords(ROOT, path("root")))).toEqual([]);
});

test("a container's short folders are not words of a machine", () => {
  expect(machineWords("/app", "/root", "https://registry.npmjs.org/")).toEqual([]);
});

test("files are read, pictures and generated folders are not", async () => {
  const text = `${path("home", "lan", "code")}\n`;
  using repository = plantBare({ "docs/a.md": text, "docs/a.png": text, "apps/console/dist/a.js": text });
  expect((await findMachineWords(repository.root)).problems.map(({ file }) => file)).toEqual(["docs/a.md"]);
});
