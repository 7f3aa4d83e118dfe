import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { nightlight } from "./infra/check/lint-rules.ts";

const TYPESCRIPT = ["**/*.ts", "**/*.tsx"];
const JAVASCRIPT = ["**/*.js", "**/*.mjs", "**/*.cjs"];
const TESTS = ["**/*.test.ts", "**/*.test.tsx"];
/** These compile without Node and DOM types; their tests do not, and have a project of their own. */
const PURE_WORKSPACES = ["domain", "contracts", "commands"];

const CLOCK_READERS = [
  "apps/server/src/main.ts",
  "packages/door/src/time/clock.ts",
  "apps/companion/src/shared/clock.ts",
  "apps/companion/src/shared/clock.ts",
  "packages/{database,testkit,simulation}/**",
  "infra/**",
];
const ENVIRONMENT_READERS = ["**/config.ts", "infra/**", "**/*.config.{ts,js,mjs}"];
const TOOL_CONFIGS = ["**/*.config.{ts,js,mjs}", "**/*.d.ts"];
const NODE_GLOBALS = ["console", "fetch", "process", "setTimeout", "clearTimeout", "URL", "AbortSignal"];

export default defineConfig(
  { ignores: ["**/dist/**", "**/coverage/**", "**/.nightlight/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: false },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      // An event handler may be async: its failures are shown by the mutation that it starts.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // Ports are asynchronous; an implementation in memory has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      // Ports are records of closures, and taking one apart is the house style.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  ...PURE_WORKSPACES.map((name) => ({
    files: [`packages/${name}/src/**/*.test.ts`],
    languageOptions: { parserOptions: { projectService: false, project: [`packages/${name}/tsconfig.test.json`] } },
  })),
  {
    files: TESTS,
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      // Vitest's expect.any() and a reply's json() are any; what they hold is what the test asserts.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
    },
  },
  {
    files: JAVASCRIPT,
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])) },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: { module: "writable", require: "readonly" } },
  },
  {
    plugins: { nightlight },
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: "error",
      "nightlight/file-name": "error",
      "nightlight/no-default-export": "error",
      "nightlight/no-environment": "error",
      "nightlight/no-clock": "error",
      "nightlight/no-cross-feature": "error",
    },
  },
  { files: ["packages/{domain,commands}/src/**"], ignores: TESTS, rules: { "nightlight/no-chance": "error" } },
  { files: TOOL_CONFIGS, rules: { "nightlight/no-default-export": "off" } },
  { files: ENVIRONMENT_READERS, rules: { "nightlight/no-environment": "off" } },
  { files: CLOCK_READERS, rules: { "nightlight/no-clock": "off" } },
  {
    files: ["packages/{ui,door}/**", "apps/{console,casework}/**"].map((folder) => `${folder}/*.{ts,tsx}`),
    extends: [reactHooks.configs.flat["recommended-latest"]],
    rules: { "react-hooks/exhaustive-deps": "error" },
  },
  {
    files: ["apps/companion/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
);
