import react from "@vitejs/plugin-react";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The gallery in development (`npm run gallery`), and the tests of the components. Nothing of it is built for staff. */
export default defineConfig({
  root: join(import.meta.dirname, "gallery"),
  plugins: [react()],
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  test: {
    name: "ui",
    root: import.meta.dirname,
    environment: "happy-dom",
    include: ["src/**/*.test.tsx"],
    // Those need no page; they run with the other tests of packages.
    exclude: ["**/node_modules/**", "src/**/*.test.ts"],
    testTimeout: 15_000,
  },
});
