import type { Browser, Locator, Page } from "playwright-core";
import { DESK_SIZE, openScreen, type Screen } from "./browser.ts";

/** How long a thing may take on a machine that is busy. */
export const PATIENCE_MS = 20_000;

/** A supervisor's browser on the floor. */
export async function openSupervisor(
  browser: Browser,
  address: string,
  { username, password }: { readonly username: string; readonly password: string },
  theme: "dark" | "light" = "dark",
): Promise<Screen> {
  const screen = await openScreen(browser, { size: DESK_SIZE, theme });
  const { page } = screen;
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${address}/console/?at=floor`);
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("grid", { name: "Người trực" }).waitFor();
  return screen;
}

export const queueOf = (page: Page): Locator => page.getByRole("grid", { name: "Hàng đợi" });

export const person = (page: Page, name: string): Locator =>
  page.getByRole("grid", { name: "Người trực" }).getByRole("row", { name });

/** What somebody has or is asked to take, as it can be picked up. */
export const carried = (page: Page, name: string): Locator => person(page, name).getByText("Trò chuyện web");

/** Waits until the screen has said what was done. */
export async function said(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole("status").getByText(words).first().waitFor();
}

/** Waits until nothing can be taken back any more. */
export async function undoIsOver(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Hoàn tác" }).waitFor({ state: "detached" });
}

const DRAG_TRIES = 5;

/**
 * Picks a contact up with the mouse and lets it go over a place, once that is lit: rows move while the floor is told what was
 * done, and whoever sees that they are not where they aimed aims again.
 */
export async function drag(page: Page, what: Locator, onto: Locator): Promise<void> {
  for (let tried = 0; tried < DRAG_TRIES; tried += 1) {
    await what.hover();
    await page.mouse.down();
    const place = await onto.boundingBox();
    if (place === null) throw new Error(`Not on screen: ${String(onto)}`);
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2, { steps: 8 });
    const isLit = (await onto.locator("xpath=ancestor-or-self::*[@data-over]").count()) > 0;
    if (!isLit) await page.keyboard.press("Escape");
    await page.mouse.up();
    if (isLit) return;
  }
  throw new Error(`Never held over: ${String(onto)}`);
}

/** The panel that says what would happen, once it says this. */
export async function movePanel(page: Page, says: string | RegExp): Promise<Locator> {
  const panel = page.getByRole("dialog", { name: "Chuyển đến" });
  await panel.getByText(says).first().waitFor();
  return panel;
}

/** By keys: whoever is found by typing is pointed at. */
export async function pointAt(page: Page, grid: Locator, typed: string): Promise<void> {
  await grid.focus();
  await page.keyboard.type(typed);
}
