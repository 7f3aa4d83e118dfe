import { afterAll, beforeAll, expect, test } from "vitest";
import { plantSources } from "./plants/repository.ts";
import type { Problem } from "./step.ts";
import { findTypeErrors, readDiagnostics } from "./types.ts";

const WORLD = ["fetch", "process", "setTimeout", "document", "window", "console", "crypto", "Buffer", "localStorage"];
const PURE = ["domain", "contracts", "commands"];

const plants = PURE.flatMap((name) => WORLD.map((word) => ({ name, word, file: `packages/${name}/src/${word}.ts` })));
const MISTAKES = [
  {
    means: "an element of an array taken for granted",
    file: "packages/domain/src/index-access.ts",
    text: "export const first = (names: string[]): string => names[0];\n",
  },
  {
    means: "undefined where a field may only be absent",
    file: "packages/database/src/optional.ts",
    text: "export const row: { note?: string } = { note: undefined };\n",
  },
  {
    means: "an enum, which Node cannot erase",
    file: "packages/jobs/src/erasable.ts",
    text: "export enum Kind {\n  One,\n}\n",
  },
  {
    means: "a type imported as a value",
    file: "apps/server/src/verbatim.ts",
    text: `import { IncomingHttpHeaders } from "node:http";\nexport type Own = IncomingHttpHeaders;\n`,
  },
  {
    means: "an unused local in a browser app",
    file: "apps/console/src/unused.tsx",
    text: "export function Screen() {\n  const unused = 1;\n  return <p />;\n}\n",
  },
  {
    means: "React in the child's app",
    file: "apps/companion/src/react.tsx",
    text: `import type { ReactElement } from "react";\nexport const Screen = (): ReactElement => <p />;\n`,
  },
];
const ALLOWED = {
  "packages/domain/src/with-node.test.ts": `import { test } from "vitest";\ntest("a test may ask Node", () => void process.pid);\n`,
  "apps/server/src/with-node.ts": "export const pid = process.pid;\n",
  "apps/console/src/with-document.tsx": "export const title = () => <p>{document.title}</p>;\n",
  "apps/companion/src/with-document.tsx": "export const title = () => <p class={document.title}>{window.name}</p>;\n",
};

const repository = plantSources({
  ...ALLOWED,
  ...Object.fromEntries(plants.map(({ word, file }) => [file, `export const planted = ${word};\n`])),
  ...Object.fromEntries(MISTAKES.map(({ file, text }) => [file, text])),
});
let problems: readonly Problem[] = [];

beforeAll(async () => {
  problems = (await findTypeErrors(repository.root)).problems;
}, 120_000);
afterAll(() => {
  repository[Symbol.dispose]();
});

test.each(plants)("in $name there is no $word", ({ word, file }) => {
  const found = problems.filter((problem) => problem.file === file);
  expect(found.map(({ message }) => message).join()).toMatch(new RegExp(`Cannot find name '${word}'`));
});

test.each(MISTAKES)("the compiler refuses $means", ({ file }) => {
  expect(problems.filter((problem) => problem.file === file)).not.toEqual([]);
});

test("Node exists for the server and for tests, the page for browser apps", () => {
  const isPlanted = new Set([...plants, ...MISTAKES].map(({ file }) => file));
  expect(problems.filter(({ file }) => !isPlanted.has(file))).toEqual([]);
});

test("an error that belongs to no file is not lost", () => {
  expect(readDiagnostics("error TS5083: Cannot read file.\nsrc/a.ts(3,1): error TS1: No.\n  because")).toEqual([
    { file: "", rule: "TS5083", message: "Cannot read file." },
    { file: "src/a.ts", rule: "TS1", message: "line 3: No." },
  ]);
});
