/** One forbidden thing in one file: what it is, where, and the lint rule that must say so. */
export interface LintPlant {
  means: string;
  file: string;
  text: string;
  rule: string;
}

const CLOCK = "nightlight/no-clock";
const ENVIRONMENT = "nightlight/no-environment";
const DOMAIN = "packages/domain/src/plants";
const SERVER = "apps/server/src/plants";
const CONSOLE = "apps/console/src";

/** Every limit that lint enforces, broken once. */
export const LINT_PLANTS: readonly LintPlant[] = [
  {
    means: "any",
    file: `${DOMAIN}/any.ts`,
    text: "export const anything = (value: any) => [value];",
    rule: "@typescript-eslint/no-explicit-any",
  },
  {
    means: "a value of type any passed on",
    file: `${SERVER}/unsafe.ts`,
    text: `export const name: string = JSON.parse("1").name;`,
    rule: "@typescript-eslint/no-unsafe-assignment",
  },
  {
    means: "301 lines",
    file: `${DOMAIN}/long.ts`,
    text: `export const long = [\n${"  1,\n".repeat(299)}];\n`,
    rule: "max-lines",
  },
  {
    means: "301 lines, most of them blank or comments",
    file: `${DOMAIN}/blank.ts`,
    text: `${"// why\n\n".repeat(150)}export const blank = 1;\n`,
    rule: "max-lines",
  },
  {
    means: "process.env outside config.ts",
    file: `${SERVER}/environment.ts`,
    text: "export const port = process.env.PORT;",
    rule: ENVIRONMENT,
  },
  {
    means: "process.env taken apart",
    file: `${SERVER}/environment-apart.ts`,
    text: "const { env } = process;\nexport const port = env.PORT;",
    rule: ENVIRONMENT,
  },
  {
    means: "the environment imported",
    file: `${SERVER}/environment-imported.ts`,
    text: `import { env } from "node:process";\nexport const port = env.PORT;`,
    rule: ENVIRONMENT,
  },
  {
    means: "Date.now() in domain",
    file: `${DOMAIN}/date-now.ts`,
    text: "export const now = () => Date.now();",
    rule: CLOCK,
  },
  {
    means: "new Date() in commands",
    file: "packages/commands/src/plants/new-date.ts",
    text: "export const now = () => new Date();",
    rule: CLOCK,
  },
  {
    means: "Date() as a function in a server's surface",
    file: `${SERVER}/date-called.ts`,
    text: "export const now = () => Date();",
    rule: CLOCK,
  },
  {
    means: "a date-fns function that reads the clock",
    file: `${DOMAIN}/is-past.ts`,
    text: `import { isPast } from "date-fns";\nexport const isOver = (at: Date) => isPast(at);`,
    rule: CLOCK,
  },
  {
    means: "a zone's current time",
    file: `${DOMAIN}/tz-date.ts`,
    text: `import { TZDate } from "@date-fns/tz";\nexport const now = () => TZDate.tz("Asia/Ho_Chi_Minh");`,
    rule: CLOCK,
  },
  {
    means: "a browser feature that reads the clock",
    file: `${CONSOLE}/features/shift/clock.ts`,
    text: "export const now = () => Date.now();",
    rule: CLOCK,
  },
  {
    means: "chance in domain",
    file: `${DOMAIN}/chance.ts`,
    text: "export const pick = () => Math.random();",
    rule: "nightlight/no-chance",
  },
  {
    means: "a default export",
    file: `${DOMAIN}/default.ts`,
    text: "export default function decide() {\n  return 1;\n}",
    rule: "nightlight/no-default-export",
  },
  {
    means: "a default export by renaming",
    file: `${DOMAIN}/default-renamed.ts`,
    text: "const decide = 1;\nexport { decide as default };",
    rule: "nightlight/no-default-export",
  },
  {
    means: "a file name in camel case",
    file: `${DOMAIN}/camelCase.ts`,
    text: "export const camel = 1;",
    rule: "nightlight/file-name",
  },
  {
    means: "a component's file name in Pascal case",
    file: `${CONSOLE}/features/shift/ShiftScreen.tsx`,
    text: "export const ShiftScreen = () => <p />;",
    rule: "nightlight/file-name",
  },
  ...["utils", "helpers", "manager", "misc", "shift-manager", "date-utils"].map((name) => ({
    means: `a file named ${name}`,
    file: `${DOMAIN}/${name}.ts`,
    text: "export const vague = 1;",
    rule: "nightlight/file-name",
  })),
  {
    means: "a folder named helpers",
    file: "packages/domain/src/helpers/shift.ts",
    text: "export const vague = 1;",
    rule: "nightlight/file-name",
  },
  {
    means: "a floating promise",
    file: `${SERVER}/floating.ts`,
    text: "const save = async () => {\n  await Promise.resolve();\n};\nexport function close() {\n  save();\n}",
    rule: "@typescript-eslint/no-floating-promises",
  },
  {
    means: "a missing switch case",
    file: `${DOMAIN}/missing-case.ts`,
    text: `export function say(status: "open" | "closed") {\n  switch (status) {\n    case "open":\n      return 1;\n  }\n  return 2;\n}`,
    rule: "@typescript-eslint/switch-exhaustiveness-check",
  },
  {
    means: "a missing switch case behind a default",
    file: `${DOMAIN}/default-case.ts`,
    text: `export function say(status: "open" | "closed") {\n  switch (status) {\n    case "open":\n      return 1;\n    default:\n      return 2;\n  }\n}`,
    rule: "@typescript-eslint/switch-exhaustiveness-check",
  },
  ...["console", "casework", "companion"].map((app) => ({
    means: `a cross-feature import in ${app}`,
    file: `apps/${app}/src/features/queue/cross.ts`,
    text: `export { shiftTitle } from "../shift/shift-title.ts";`,
    rule: "nightlight/no-cross-feature",
  })),
  ...["apps/console/src/shared", "packages/ui/src", "packages/door/src", "apps/companion/src/shared"].map((folder) => ({
    means: `a hook behind a condition in ${folder}`,
    file: `${folder}/conditional-hook.tsx`,
    text: `import { useState } from "${folder.includes("companion") ? "preact/hooks" : "react"}";\nexport function useWhen(on: boolean) {\n  if (on) useState(1);\n}`,
    rule: "react-hooks/rules-of-hooks",
  })),
  {
    means: "a lint rule silenced for nothing",
    file: `${DOMAIN}/silenced.ts`,
    text: "// eslint-disable-next-line max-lines\nexport const silent = 1;",
    rule: "parse",
  },
];

/** What is allowed where it stands, though it is forbidden elsewhere, and what the plants above import. */
export const LINT_ALLOWED: Readonly<Record<string, string>> = {
  "apps/server/src/main.ts": "export const startedAt = new Date();\n",
  "apps/server/src/config.ts": "export const port = process.env.PORT;\n",
  "packages/door/src/time/clock.ts": "export const now = () => new Date();\n",
  "packages/database/src/clock.ts": "export const now = () => Date.now();\n",
  "packages/testkit/src/clock.ts": "export const started = Date.now();\n",
  "packages/simulation/src/clock.ts": "export const started = Date.now();\n",
  "infra/started.ts": "export const started = [Date.now(), process.env.PORT];\n",
  "packages/domain/src/allowed/lines-300.ts": `export const long = [\n${"  1,\n".repeat(298)}];\n`,
  "packages/domain/src/allowed/instant.ts": `export const instant = new Date("2026-03-01T20:00:00Z");\n`,
  "apps/console/vite.config.ts": "export default { base: '/' };\n",
  ...Object.fromEntries(
    ["console", "casework", "companion"].map((app) => [
      `apps/${app}/src/features/shift/shift-title.ts`,
      `export const shiftTitle = "shift";\n`,
    ]),
  ),
};
