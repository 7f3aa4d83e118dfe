import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { TotalsReporter } from "./infra/reporter/totals-reporter.ts";

const root = import.meta.dirname;

/** A browser app's components in happy-dom, compiled as the app's own Vite configuration says. */
function browserApp(folderName: string, jsxImportSource: string): TestProjectInlineConfiguration {
  const folder = join(root, folderName);
  const name = basename(folder);
  const viteConfig = join(folder, "vite.config.ts");
  return {
    ...(existsSync(viteConfig)
      ? { extends: viteConfig }
      : { oxc: { jsx: { runtime: "automatic", importSource: jsxImportSource } } }),
    root: folder,
    test: {
      name,
      environment: "happy-dom",
      include: ["src/**/*.test.{ts,tsx}"],
    },
  };
}

export default defineConfig({
  root,
  test: {
    globalSetup: [join(root, "infra/vitest/global-setup.ts")],
    reporters: ["default", new TotalsReporter()],
    // Whoever wants telephone calls says so: an Asterisk takes its time.
    env: { NIGHTLIGHT_VOICE: "off" },
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          name: "node",
          environment: "node",
          include: ["packages/*/src/**/*.test.ts", "apps/server/src/**/*.test.ts"],
          exclude: ["**/node_modules/**", "packages/door/**"],
          // Real databases on a loaded machine; nothing waits this long when all is well.
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      browserApp("packages/ui", "react"),
      browserApp("packages/door", "react"),
      browserApp("apps/console", "react"),
      browserApp("apps/casework", "react"),
      browserApp("apps/companion", "preact"),
      {
        root,
        test: {
          name: "infra",
          environment: "node",
          include: ["infra/**/*.test.ts"],
          exclude: ["**/node_modules/**", "infra/e2e/**"],
          // Whole programs are started, killed and timed here: one file at a time.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: "e2e",
          environment: "node",
          include: ["infra/e2e/**/*.test.ts"],
          // Whole stacks, each with its own browser: two at a time, for they wait more than they work; after all else.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // As patient as a locator: what is polled is a page on a loaded machine.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
