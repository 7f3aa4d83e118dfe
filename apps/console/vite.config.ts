import { compileMessages } from "@nightlight/door/build/compile-messages";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  base: "/console/",
  plugins: [compileMessages(), react()],
  build: {
    target: "es2023",
    // The server's content policy forbids inline styles, scripts and data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // `npm run check size` holds the first load; one file, whatever later parts share with it.
    chunkSizeWarningLimit: Infinity,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  worker: { format: "es" },
  test: {
    name: "console",
    environment: "happy-dom",
    environmentOptions: { happyDOM: { url: "http://console.test/console/" } },
    setupFiles: ["./testing/test-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 15_000,
  },
});
