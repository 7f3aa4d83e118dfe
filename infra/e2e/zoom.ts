import type { Browser, Page } from "playwright-core";
import { DESK_SIZE, openScreen, type Screen } from "./browser.ts";

/** What a page of 1366 × 768 has left when it is drawn twice as large. */
export const ZOOMED_SIZE = { width: DESK_SIZE.width / 2, height: DESK_SIZE.height / 2 } as const;

/**
 * What cannot be reached by scrolling down alone: controls and headings beside the page, or squeezed until their own words
 * stand over the edge. What scrolls sideways by itself, as a week of shifts does, is left out; empty is good.
 */
export async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (each) => {
      for (let up = each.parentElement; up !== null && up !== document.body; up = up.parentElement)
        if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return true;
      return false;
    };
    const isOut = (each) => {
      const box = each.getBoundingClientRect();
      if (box.width <= 1 || getComputedStyle(each).visibility === "hidden" || scrolls(each)) return false;
      return box.right > width + 1 || box.left < -1;
    };
    const narrow = [...document.querySelectorAll("main section, main aside")].filter((each) => {
      const { width } = each.getBoundingClientRect();
      return width > 1 && width < 200;
    });
    const out = [...document.querySelectorAll("button, a[href], input, select, textarea, h1, h2")].filter(isOut);
    const wide = document.documentElement.scrollWidth > width ? [document.documentElement] : [];
    return [...wide, ...narrow, ...out].map((each) => each.tagName + " " + (each.getAttribute("aria-label") ?? each.textContent).slice(0, 40));
  })()`);
}

/** Fields that forced colours leave without an edge of their own or of the box around them; empty is good. */
export async function edgeless(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: "active" });
  const found = await page.evaluate<string[]>(`[...document.querySelectorAll("input, select, textarea")]
    .filter((each) => each.getBoundingClientRect().width > 1 && !["radio", "checkbox"].includes(each.type))
    .filter((each) => [each, each.parentElement].every((box) => getComputedStyle(box).borderTopWidth === "0px"))
    .map((each) => each.outerHTML)`);
  await page.emulateMedia({ forcedColors: "none" });
  return found;
}

/** Somebody's console at twice the size, signed in. */
export async function openZoomed(
  browser: Browser,
  address: string,
  signIn: { username: string; password: string },
): Promise<Screen> {
  const screen = await openScreen(browser, { size: ZOOMED_SIZE });
  const { page } = screen;
  await page.goto(`${address}/console/`);
  await page.getByLabel("Tên đăng nhập").fill(signIn.username);
  await page.getByLabel("Mật khẩu").fill(signIn.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("navigation", { name: "Khu vực" }).waitFor();
  return screen;
}
