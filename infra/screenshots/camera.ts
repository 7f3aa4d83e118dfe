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
  /** What an examination found wrong, each with its scene and look. */
  readonly findings: readonly string[];
};

export type CameraOptions = {
  /** Where the pictures go; none are taken when it is left out. */
  readonly folder?: string;
  readonly only?: string | undefined;
  readonly say?: (line: string) => void;
  /** The looks of staff screens: all of them, unless told. */
  readonly looks?: readonly Look[];
  /** Looks at each scene once in each look, at the first of its sizes. */
  readonly examine?: ((page: Page) => Promise<readonly string[]>) | undefined;
};

export function makeCamera(
  browser: Browser,
  { folder, only, say, looks: usually = LOOKS, examine }: CameraOptions,
): Camera {
  const parts = (only ?? "").split(",");
  const taken = new Set<Scene>();
  const examined = new Set<string>();
  const findings: string[] = [];
  let pictures = 0;
  const lookAt = async (page: Page, where: string) => {
    if (examine === undefined || examined.has(where)) return;
    examined.add(where);
    for (const each of await examine(page)) findings.push(`${where}: ${each}`);
  };
  const take: Camera["take"] = async (page, scene, look, size, isWhole = false) => {
    await lookAt(page, `${scene} ${look.language} ${look.theme}`);
    taken.add(scene);
    if (folder === undefined) return;
    const name = pictureName(scene, look, size);
    await page.screenshot({ path: join(folder, name), animations: "disabled", caret: "hide", fullPage: isWhole });
    pictures += 1;
    say?.(`${String(pictures)} ${name}`);
  };
  const wants: Camera["wants"] = (...scenes) => scenes.some((scene) => parts.some((part) => scene.includes(part)));
  return {
    wants,
    take,
    taken,
    findings,
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
    async show(page, scene, { looks = usually, sizes = STAFF_SIZES, before, after } = {}) {
      if (!wants(scene)) return;
      // What was pressed last is not shown as if a hand still lay on it.
      await page.mouse.move(0, 0);
      const usual = page.viewportSize() ?? STAFF_SIZES[0];
      for (const look of looks) {
        await wear(page, look);
        await before?.();
        // Without pictures one size is enough.
        for (const size of folder === undefined ? sizes.slice(0, 1) : sizes) {
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
