import { preact } from "@preact/preset-vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const LIGHT_RULE = /\[data-theme="light"\] \{([^}]*)\}/u;

/** The tokens choose a theme by attribute. Here the system chooses, before any script has run. */
function themeBySystem(): Plugin {
  return {
    name: "theme-by-system",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/tokens/tokens.css")) return undefined;
      if (!LIGHT_RULE.test(code)) this.error("tokens.css has no light theme that this build understands");
      return code.replace(LIGHT_RULE, "@media (prefers-color-scheme: light) { :root {$1} }");
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [themeBySystem(), preact()],
  build: {
    outDir: "dist",
    // A page without `data:` addresses needs no hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ["chrome87", "firefox90", "safari14.1"],
  },
  server: { proxy: { "/api": "http://localhost:4111", "/socket.io": { target: "ws://localhost:4111", ws: true } } },
  test: {
    name: "companion",
    environment: "happy-dom",
    setupFiles: ["./vitest.setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
