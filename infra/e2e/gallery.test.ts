import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { isChromiumMissing, openScreen, startBrowser } from "./browser.ts";
import { serveGallery } from "./serve-gallery.ts";

describe.skipIf(isChromiumMissing())("the gallery of primitives", () => {
  let gallery: Awaited<ReturnType<typeof serveGallery>>;
  let browser: Browser;

  beforeAll(async () => {
    gallery = await serveGallery();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await gallery.stop();
  });

  const open = async (look: string, width = 1366): Promise<{ page: Page; close: () => Promise<void> }> => {
    const { page, context, complaints } = await openScreen(browser, { size: { width, height: 768 } });
    await page.goto(`${gallery.address}/?${look}`);
    await page.getByRole("main").waitFor();
    const close = async () => {
      expect(complaints).toEqual([]);
      await context.close();
    };
    return { page, close };
  };

  test.each(["lang=vi&theme=dark", "lang=vi&theme=light", "lang=en&theme=dark", "lang=en&theme=light"])(
    "%s: axe finds nothing, at rest and with panel, menu and sheet open",
    async (look) => {
      const { page, close } = await open(look);
      expect(await findingsOf(page)).toEqual([]);
      for (const [name, opened] of [
        ["menu", "menu"],
        ["anchored, pick-panel", "dialog"],
        ["sheet", "dialog"],
      ] as const) {
        const shown = page.getByRole("region", { name, exact: true });
        await shown.getByRole("button").first().click();
        await shown.getByRole(opened).waitFor();
        expect(await findingsOf(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await shown.getByRole(opened).waitFor({ state: "detached" });
      }
      await close();
    },
  );

  test.each([1366, 683, 360])("nothing is wider than a page of %d px, as zoom makes it", async (width) => {
    const { page, close } = await open("lang=vi&theme=dark", width);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await close();
  });

  test("in forced colours every control still has an edge", async () => {
    const { page, close } = await open("lang=vi&theme=dark");
    await page.emulateMedia({ forcedColors: "active" });
    const bare = await page.evaluate<string[]>(`[...document.querySelectorAll("input, select, textarea, .spoken ~ *")]
      .filter((each) => !["radio", "checkbox"].includes(each.type))
      .filter((each) => getComputedStyle(each).borderTopWidth === "0px")
      .map((each) => each.outerHTML)`);
    expect(bare).toEqual([]);
    await close();
  });

  test("under reduced motion nothing moves", async () => {
    const { page, close } = await open("lang=vi&theme=dark");
    await page.emulateMedia({ reducedMotion: "reduce" });
    const moving = await page.evaluate<string[]>(`[...document.querySelectorAll("*")]
      .filter((each) => parseFloat(getComputedStyle(each).animationDuration) > 0 && getComputedStyle(each).animationName !== "none")
      .map((each) => each.outerHTML)`);
    expect(moving).toEqual([]);
    await close();
  });
});
