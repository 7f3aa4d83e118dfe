import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** No bundle of its own: the apps take it into theirs. This is how its tests are compiled. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  test: {
    name: "door",
    environment: "happy-dom",
    environmentOptions: { happyDOM: { url: "http://door.test/work/" } },
    setupFiles: ["./testing/test-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 15_000,
  },
});
