import type { Page } from "playwright-core";
import type { Look } from "./looks.ts";

/**
 * Puts a staff screen into a look as it stands: nothing is loaded anew, and what is open stays open, so the switch is
 * pressed past everything that lies over it.
 */
export async function wear(page: Page, { language, theme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(`document.documentElement.lang === "${language}" ||
    document.querySelector('button[lang="${language}"]')?.click()`);
  await page.locator(`html[lang=${language}]`).waitFor({ state: "attached" });
}

/** Waits until what is on screen has been drawn: words in their type, lists at their new size. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(`document.fonts.ready.then(() =>
    new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(undefined)))))`);
}

/** Waits until a room has been read: nothing is busy any more. */
export async function untilRead(page: Page): Promise<void> {
  await page.getByRole("main").first().waitFor();
  await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined);
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  await settle(page);
}
