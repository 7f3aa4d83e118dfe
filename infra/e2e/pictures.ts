import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";
import type { Screen } from "./browser.ts";

/** Where the pictures of a run lie: made anew each time, and of no commit. */
export const PICTURES = fileURLToPath(new URL("./.pictures/", import.meta.url));

/** To be called in a `describe`: takes a picture of every open screen when a test failed. */
export function picturesOfFailures(name: string, screens: readonly Pick<Screen, "page">[]): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    mkdirSync(PICTURES, { recursive: true });
    for (const [index, { page }] of screens.entries()) {
      if (!page.isClosed()) await page.screenshot({ path: `${PICTURES}${name}-failed-${String(index)}.png` });
    }
  });
}
