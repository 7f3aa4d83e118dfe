import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { LOOKS, pictureName, type Look, type Size } from "./looks.ts";

/** Takes pictures into a folder, and says each. */
export type Camera = {
  /** Whether any picture of this name is wanted. */
  wants(scene: string): boolean;
  /** A browser window of its own, as somebody in Vietnam has it. */
  open(size: Size, isPhone?: boolean): Promise<{ page: Page; context: BrowserContext }>;
  /** A picture of what is on screen. */
  take(page: Page, scene: string, look: Look, size: Size): Promise<void>;
  /** A staff screen in its four looks and all sizes. It is loaded anew for each: nothing may hang on what was not kept. */
  takeLooks(page: Page, scene: string, sizes: readonly Size[], settle: () => Promise<void>): Promise<void>;
  readonly taken: () => number;
};

export function makeCamera(
  browser: Browser,
  folder: string,
  only: string | undefined,
  say: (line: string) => void,
): Camera {
  let taken = 0;
  const wants = (scene: string) => only === undefined || scene.includes(only);
  const take: Camera["take"] = async (page, scene, look, size) => {
    const name = pictureName(scene, look, size);
    await page.screenshot({ path: join(folder, name), animations: "disabled", caret: "hide" });
    taken += 1;
    say(`${String(taken)} ${name}`);
  };
  return {
    wants,
    take,
    taken: () => taken,
    async open(size, isPhone = false) {
      const context = await browser.newContext({
        viewport: size,
        locale: "vi-VN",
        timezoneId: "Asia/Ho_Chi_Minh",
        reducedMotion: "reduce",
        hasTouch: isPhone,
        isMobile: isPhone,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      return { page, context };
    },
    async takeLooks(page, scene, sizes, settle) {
      if (!wants(scene)) return;
      for (const look of LOOKS) {
        await page.evaluate(`localStorage.setItem("nightlight.staff.taste", '${JSON.stringify(look)}')`);
        await page.reload();
        await settle();
        for (const size of sizes) {
          await page.setViewportSize(size);
          await page.evaluate("document.fonts.ready.then(() => undefined)");
          await take(page, scene, look, size);
        }
      }
      // Whoever goes on with the page finds it as it was: in Vietnamese.
      await page.evaluate(`localStorage.setItem("nightlight.staff.taste", '${JSON.stringify(LOOKS[0])}')`);
      await page.reload();
      await settle();
    },
  };
}
