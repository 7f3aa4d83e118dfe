/** The import table of docs/ARCHITECTURE.md as rules. Run by `npm run check` (infra/check/borders.ts). */

const PACKAGES =
  "domain contracts commands database channels telephony documents jobs ui door simulation testkit".split(" ");
const APPS = "server console casework companion".split(" ");
const TEST_SUPPORT = "^(packages|apps)/.*/test-[a-z-]+\\.tsx?$|(^|/)vitest\\.[a-z.-]+\\.ts$";
const TEST = `\\.test\\.tsx?$|${TEST_SUPPORT}`;
const TOOL_CONFIG = "\\.config\\.[cm]?[jt]s$";
const NODE_MODULES = "(^|/)node_modules/";

const folderOf = (name) => (name === "infra" ? "infra" : `${PACKAGES.includes(name) ? "packages" : "apps"}/${name}`);
const inside = (name) => `^${folderOf(name)}/`;
const thirdParty = (...names) => `${NODE_MODULES}(${names.join("|")})/`;
const OURS = "^(packages|apps|infra)/";

/** Workspace → the workspaces, or the part of one, that it may import. */
const MAY_IMPORT = {
  domain: [],
  contracts: [inside("domain")],
  commands: [inside("domain")],
  database: [inside("domain"), inside("commands")],
  channels: [inside("domain"), inside("commands")],
  telephony: [inside("domain"), inside("commands")],
  documents: [inside("domain")],
  jobs: [inside("domain"), inside("commands")],
  ui: [],
  door: ["contracts", "domain", "ui"].map(inside),
  simulation: ["domain", "contracts", "commands", "database", "testkit"].map(inside),
  testkit: [OURS],
  server: PACKAGES.filter((name) => !["ui", "door", "testkit"].includes(name)).map(inside),
  infra: [inside("simulation"), "^packages/contracts/src/(client|index)\\.ts$"],
  console: ["contracts", "domain", "ui", "door"].map(inside),
  casework: ["contracts", "domain", "ui", "door"].map(inside),
  companion: ["^packages/contracts/src/(child|line)(/|\\.ts$)", "^packages/ui/src/tokens(/|\\.(css|ts)$)"],
};

/** Pure workspaces → the only modules from outside the repository that they may import; Node's own count as outside. */
const ONLY_THIRD_PARTY = {
  domain: ["date-fns", "@date-fns/tz"],
  contracts: ["zod"],
  commands: [],
};

const tableRules = Object.entries(MAY_IMPORT).flatMap(([name, allowed]) => {
  const tests = name === "testkit" ? [] : [inside("testkit")];
  const rule = (kind, from, pathNot) => ({
    name: `${name}-${kind}`,
    comment: `${name} may import: ${allowed.length === 0 ? "nothing of ours" : pathNot.slice(1).join(", ")}`,
    severity: "error",
    from: { path: inside(name), ...from },
    to: { path: OURS, pathNot },
  });
  return [
    rule("imports", { pathNot: TEST }, [inside(name), ...allowed]),
    { ...rule("tests-import", {}, [inside(name), ...allowed, ...tests]), from: { path: testsOf(name) } },
  ];
});

function testsOf(name) {
  return [`${inside(name)}.*\\.test\\.tsx?$`, `${inside(name)}.*/(test-[a-z-]+|vitest\\.[a-z.-]+)\\.tsx?$`];
}

const thirdPartyRules = Object.entries(ONLY_THIRD_PARTY).map(([name, names]) => ({
  name: `${name}-third-party`,
  comment: `${name} may use from outside: ${names.join(", ") || "nothing"}`,
  severity: "error",
  from: { path: inside(name), pathNot: [TEST, TOOL_CONFIG] },
  to: { pathNot: [OURS, ...(names.length > 0 ? [thirdParty(...names)] : [])] },
}));

const BROWSER_APP = "^apps/(console|casework|companion)/src";
const layerRules = [
  {
    name: "shared-imports-no-feature-or-app",
    comment: "shared → features → app: what is shared knows nobody",
    severity: "error",
    from: { path: `${BROWSER_APP}/shared/` },
    to: { path: "^apps/$1/src/(features|app)(/|\\.tsx?$)" },
  },
  {
    name: "feature-imports-no-app",
    comment: "shared → features → app: a feature does not know where it is shown",
    severity: "error",
    from: { path: `${BROWSER_APP}/features/` },
    to: { path: "^apps/$1/src/(app(/|\\.tsx?$)|main\\.tsx?$|routes\\.tsx?$)" },
  },
  {
    name: "feature-imports-no-other-feature",
    comment: "features stand alone; what two need lives in shared",
    severity: "error",
    from: { path: `${BROWSER_APP}/features/([^/]+)/` },
    to: { path: "^apps/$1/src/features/", pathNot: "^apps/$1/src/features/$2/" },
  },
];

const generalRules = [
  { name: "no-cycle", severity: "error", from: { path: OURS }, to: { circular: true } },
  {
    name: "no-unresolvable",
    severity: "error",
    from: { path: OURS },
    to: { couldNotResolve: true, pathNot: "^virtual:" },
  },
  {
    name: "testkit-in-tests-only",
    comment: "testkit is imported by tests and by simulation",
    severity: "error",
    from: { path: OURS, pathNot: [inside("testkit"), inside("simulation"), TEST] },
    to: { path: inside("testkit") },
  },
  {
    name: "door-testing-in-tests-only",
    comment: "the stubbed server and set-up of tests stand in `testing` folders and go into no bundle",
    severity: "error",
    from: { path: OURS, pathNot: [TEST, "^(packages|apps)/[^/]+/testing/"] },
    to: { path: "^packages/door/testing/" },
  },
  {
    name: "no-test-imported",
    comment: "nobody imports a test",
    severity: "error",
    from: { path: OURS },
    to: { path: "\\.test\\.tsx?$" },
  },
  {
    name: "test-support-in-tests-only",
    comment: "a file named test-… sets up tests and nothing else",
    severity: "error",
    from: { path: OURS, pathNot: TEST },
    to: { path: TEST_SUPPORT },
  },
  {
    name: "no-unused-file",
    comment: "a package exports every file, so knip takes each for an entry; a file that nobody imports is found here",
    severity: "error",
    module: { path: "^packages/[^/]+/src/", pathNot: [TEST, "\\.d\\.ts$"], numberOfDependentsLessThan: 1 },
    from: { path: OURS },
  },
  {
    name: "child-contract-holds-no-staff-contract",
    comment: "what a child's browser downloads must not lead to a staff contract",
    severity: "error",
    from: { path: "^packages/contracts/src/child(/|\\.ts$)", pathNot: TEST },
    to: { path: "^packages/contracts/src/(counsellor|supervisor|authority|admin)(/|\\.ts$)", reachable: true },
  },
  {
    name: "declared-dependency",
    comment: "a workspace names what it uses in its own package.json",
    severity: "error",
    from: { path: "^(packages|apps)/[^/]+/src/", pathNot: [TEST, inside("testkit")] },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "no-dev-dependency-in-source",
    comment: "what runs in production is a dependency, not a dev dependency",
    severity: "error",
    from: { path: "^(packages|apps)/[^/]+/src/", pathNot: [TEST, inside("testkit"), "/src/.*\\.d\\.ts$"] },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "type-only"], path: NODE_MODULES },
  },
];

module.exports = {
  forbidden: [...tableRules, ...thirdPartyRules, ...layerRules, ...generalRules],
  options: {
    doNotFollow: { path: NODE_MODULES },
    // Ours only: many packages keep their code in a folder of that name.
    exclude: { path: "^((packages|apps)/[^/]+|infra)/(dist|coverage)/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".d.ts", ".mjs", ".cjs", ".js", ".json"],
    },
  },
};

if (Object.keys(MAY_IMPORT).length !== PACKAGES.length + APPS.length + 1) throw new Error("A workspace has no row.");
