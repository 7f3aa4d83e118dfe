import type { Files } from "./repository.ts";

/** Workspace → what the import table of docs/ARCHITECTURE.md lets it import, written down a second time on purpose. */
const TABLE = {
  domain: "",
  contracts: "domain",
  commands: "domain",
  database: "domain commands",
  channels: "domain commands",
  telephony: "domain commands",
  jobs: "domain commands",
  ui: "",
  door: "domain contracts ui",
  simulation: "domain contracts commands database testkit",
  testkit:
    "domain contracts commands database channels telephony jobs ui door simulation server console casework companion infra",
  server: "domain contracts commands database channels telephony jobs simulation",
  infra: "simulation",
  console: "domain contracts ui door",
  casework: "domain contracts ui door",
  companion: "",
} as const satisfies Record<string, string>;

type Workspace = keyof typeof TABLE;
const WORKSPACES = Object.keys(TABLE) as Workspace[];
const APPS = ["server", "console", "casework", "companion"];

/** One import from one workspace to another, and the rule that must refuse it, if any. */
export interface BorderPlant {
  means: string;
  file: string;
  text: string;
  rule?: string;
}

function sourceFolder(name: string): string {
  if (name === "infra") return "infra/src";
  return `${APPS.includes(name) ? "apps" : "packages"}/${name}/src`;
}

function importing(file: string, target: string): string {
  return `export { port } from "${"../".repeat(file.split("/").length - 1)}${target}";\n`;
}

/** Every pair of workspaces, once from a source and once from a test, where testkit is welcome too. */
export const PAIRS: readonly BorderPlant[] = WORKSPACES.flatMap((from) =>
  WORKSPACES.filter((to) => to !== from).flatMap((to) => {
    const isAllowed = TABLE[from].split(" ").includes(to);
    const source = `${sourceFolder(from)}/imports-${to}.ts`;
    const tested = `${sourceFolder(from)}/tests-${to}.test.ts`;
    const target = `${sourceFolder(to)}/port.ts`;
    return [
      {
        means: `${from} → ${to}`,
        file: source,
        text: importing(source, target),
        ...(isAllowed ? {} : { rule: `${from}-imports` }),
      },
      {
        means: `a test of ${from} → ${to}`,
        file: tested,
        text: importing(tested, target),
        ...(isAllowed || to === "testkit" ? {} : { rule: `${from}-tests-import` }),
      },
    ];
  }),
);

function crossing(means: string, file: string, target: string, rule?: string): BorderPlant {
  return { means, file, text: importing(file, target), ...(rule === undefined ? {} : { rule }) };
}

function package_(means: string, file: string, name: string, rule?: string): BorderPlant {
  return { means, file, text: `import "${name}";\n`, ...(rule === undefined ? {} : { rule }) };
}

/** Parts of a workspace, third parties, layers of a browser app, and what holds everywhere. */
export const PARTS: readonly BorderPlant[] = [
  crossing("companion → contracts/child", "apps/companion/src/child.ts", "packages/contracts/src/child/port.ts"),
  crossing("companion → ui tokens", "apps/companion/src/tokens.ts", "packages/ui/src/tokens/port.ts"),
  crossing(
    "companion → contracts/counsellor",
    "apps/companion/src/staff.ts",
    "packages/contracts/src/counsellor/port.ts",
    "companion-imports",
  ),
  crossing("infra → contracts' client", "infra/src/client.ts", "packages/contracts/src/client.ts"),
  crossing("infra → contracts/child", "infra/src/child.ts", "packages/contracts/src/child/port.ts", "infra-imports"),
  {
    means: "a child's contract that leads to a staff contract",
    file: "packages/contracts/src/child/leading.ts",
    text: `export { port } from "../between.ts";\n`,
    rule: "child-contract-holds-no-staff-contract",
  },
  package_("domain → date-fns", "packages/domain/src/date-fns.ts", "date-fns"),
  package_("domain → @date-fns/tz", "packages/domain/src/zone.ts", "@date-fns/tz"),
  package_("domain → zod", "packages/domain/src/zod.ts", "zod", "domain-third-party"),
  package_("domain → a package with its code in dist", "packages/domain/src/vite.ts", "vite", "domain-third-party"),
  package_("domain → Node", "packages/domain/src/node.ts", "node:crypto", "domain-third-party"),
  package_("a test of domain → vitest", "packages/domain/src/outside.test.ts", "vitest"),
  package_("contracts → zod", "packages/contracts/src/zod.ts", "zod"),
  package_("contracts → date-fns", "packages/contracts/src/date-fns.ts", "date-fns", "contracts-third-party"),
  package_("contracts → Node", "packages/contracts/src/node.ts", "node:fs", "contracts-third-party"),
  package_("commands → date-fns", "packages/commands/src/date-fns.ts", "date-fns", "commands-third-party"),
  package_("commands → Node", "packages/commands/src/node.ts", "node:fs", "commands-third-party"),
  package_("database → pg, its driver", "packages/database/src/pg.ts", "pg"),
  package_("telephony → pg, which it does not name", "packages/telephony/src/pg.ts", "pg", "declared-dependency"),
  package_("console → vite, which production lacks", "apps/console/src/vite.ts", "vite", "no-dev-dependency-in-source"),
  package_("an import that leads nowhere", "packages/jobs/src/lost.ts", "./nowhere.ts", "no-unresolvable"),
  crossing(
    "a source that imports a test",
    "packages/jobs/src/tested.ts",
    "packages/jobs/src/tests-domain.test.ts",
    "no-test-imported",
  ),
  crossing("testkit in a test's set-up", "packages/jobs/src/test-set-up.ts", "packages/testkit/src/port.ts"),
  crossing(
    "a source that imports a test's set-up",
    "packages/jobs/src/set-up.ts",
    "packages/jobs/src/test-set-up.ts",
    "test-support-in-tests-only",
  ),
  crossing(
    "jobs → console in a test's set-up",
    "packages/jobs/src/test-console.ts",
    "apps/console/src/port.ts",
    "jobs-tests-import",
  ),
  crossing("testkit in a source", "packages/jobs/src/kit.ts", "packages/testkit/src/port.ts", "testkit-in-tests-only"),
  crossing("the door's testing in an app's", "apps/console/testing/kit.ts", "packages/door/testing/port.ts"),
  crossing(
    "the door's testing in a source",
    "apps/console/src/kit.ts",
    "packages/door/testing/port.ts",
    "door-testing-in-tests-only",
  ),
  {
    means: "a file that nobody imports",
    file: "packages/channels/src/forgotten.ts",
    text: "export type Forgotten = 1;\n",
    rule: "no-unused-file",
  },
  {
    means: "a cycle",
    file: "packages/jobs/src/cycle-one.ts",
    text: `export { port } from "./cycle-two.ts";\n`,
    rule: "no-cycle",
  },
  {
    means: "a cycle of types only",
    file: "packages/jobs/src/cycle-types-one.ts",
    text: `import type { Two } from "./cycle-types-two.ts";\nexport type One = Two | 1;\n`,
    rule: "no-cycle",
  },
  ...["console", "casework", "companion"].flatMap((app) => {
    const src = `apps/${app}/src`;
    return [
      crossing(`${app}: app → feature`, `${src}/app/shows.ts`, `${src}/features/shift/port.ts`),
      crossing(`${app}: feature → shared`, `${src}/features/queue/uses.ts`, `${src}/shared/port.ts`),
      crossing(`${app}: feature → itself`, `${src}/features/shift/own.ts`, `${src}/features/shift/port.ts`),
      crossing(
        `${app}: shared → feature`,
        `${src}/shared/knows-feature.ts`,
        `${src}/features/shift/port.ts`,
        "shared-imports-no-feature-or-app",
      ),
      crossing(
        `${app}: shared → app`,
        `${src}/shared/knows-app.ts`,
        `${src}/app/port.ts`,
        "shared-imports-no-feature-or-app",
      ),
      crossing(
        `${app}: feature → app`,
        `${src}/features/queue/knows-app.ts`,
        `${src}/app/port.ts`,
        "feature-imports-no-app",
      ),
      crossing(
        `${app}: feature → feature`,
        `${src}/features/queue/knows-shift.ts`,
        `${src}/features/shift/port.ts`,
        "feature-imports-no-other-feature",
      ),
    ];
  }),
];

const PORT = "export const port = 1;\n";

/** What the plants import. */
export const BORDER_TARGETS: Files = {
  ...Object.fromEntries(WORKSPACES.map((name) => [`${sourceFolder(name)}/port.ts`, PORT])),
  ...Object.fromEntries(
    ["console", "casework", "companion"].flatMap((app) =>
      ["app", "shared", "features/shift"].map((layer) => [`apps/${app}/src/${layer}/port.ts`, PORT]),
    ),
  ),
  "packages/contracts/src/child/port.ts": PORT,
  "packages/contracts/src/counsellor/port.ts": PORT,
  "packages/contracts/src/between.ts": `export { port } from "./counsellor/port.ts";\n`,
  "packages/contracts/src/client.ts": PORT,
  "packages/ui/src/tokens/port.ts": PORT,
  "packages/door/testing/port.ts": PORT,
  "packages/jobs/src/cycle-two.ts": `export { port } from "./cycle-one.ts";\n`,
  "packages/jobs/src/cycle-types-two.ts": `import type { One } from "./cycle-types-one.ts";\nexport type Two = One | 2;\n`,
};
