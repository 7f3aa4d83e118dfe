import { compileMessages } from "@nightlight/door/build/compile-messages";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  base: "/casework/",
  plugins: [compileMessages(), react()],
  build: {
    target: "es2023",
    // The server's content policy forbids inline styles, scripts and data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One first load, measured in the build: the size that counts is the compressed one.
    chunkSizeWarningLimit: 700,
  },
  test: {
    name: "casework",
    environment: "happy-dom",
    environmentOptions: { happyDOM: { url: "http://casework.test/casework/" } },
    setupFiles: ["./testing/test-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 15_000,
  },
});
