import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { LOOKS, pictureName, STAFF_SIZES, type Look, type Size } from "./looks.ts";
import type { Scene } from "./scenes.ts";
import { settle, wear } from "./wear.ts";

export type Shot = {
  readonly looks?: readonly Look[];
  readonly sizes?: readonly Size[];
  /** What is done anew for each look, because it does not stay: an undo, a printed page. */
  readonly before?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
};

/** Takes pictures into a folder, and says each. */
export type Camera = {
  /** Whether a picture of any of these is wanted. */
  wants(...scenes: readonly Scene[]): boolean;
  /** A browser window of its own, as somebody in Vietnam has it. */
  open(size: Size, isPhone?: boolean): Promise<{ page: Page; context: BrowserContext }>;
  /** A picture of what is on screen; of the whole page when asked. */
  take(page: Page, scene: Scene, look: Look, size: Size, isWhole?: boolean): Promise<void>;
  /** What a staff screen shows now, in its looks and sizes, without loading it anew; then it is Vietnamese again. */
  show(page: Page, scene: Scene, shot?: Shot): Promise<void>;
  /** The scenes of which there is a picture. */
  readonly taken: ReadonlySet<Scene>;
};

export function makeCamera(
  browser: Browser,
  folder: string,
  only: string | undefined,
  say: (line: string) => void,
): Camera {
  const parts = (only ?? "").split(",");
  const taken = new Set<Scene>();
  let pictures = 0;
  const take: Camera["take"] = async (page, scene, look, size, isWhole = false) => {
    const name = pictureName(scene, look, size);
    await page.screenshot({ path: join(folder, name), animations: "disabled", caret: "hide", fullPage: isWhole });
    taken.add(scene);
    pictures += 1;
    say(`${String(pictures)} ${name}`);
  };
  const wants: Camera["wants"] = (...scenes) => scenes.some((scene) => parts.some((part) => scene.includes(part)));
  return {
    wants,
    take,
    taken,
    async open(size, isPhone = false) {
      const context = await browser.newContext({
        viewport: size,
        locale: "vi-VN",
        timezoneId: "Asia/Ho_Chi_Minh",
        colorScheme: "dark",
        reducedMotion: "reduce",
        hasTouch: isPhone,
        isMobile: isPhone,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      return { page, context };
    },
    async show(page, scene, { looks = LOOKS, sizes = STAFF_SIZES, before, after } = {}) {
      if (!wants(scene)) return;
      const usual = page.viewportSize() ?? STAFF_SIZES[0];
      for (const look of looks) {
        await wear(page, look);
        await before?.();
        for (const size of sizes) {
          await page.setViewportSize(size);
          await settle(page);
          await take(page, scene, look, size);
        }
        await after?.();
      }
      await page.setViewportSize(usual);
      await wear(page, LOOKS[0]);
    },
  };
}
