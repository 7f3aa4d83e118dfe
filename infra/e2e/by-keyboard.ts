import type { Locator, Page } from "playwright-core";

/** A room of the console never has more than this between two things that take keys. */
const STOPS = 80;

/** Goes to something by the Tab key alone; throws when it cannot be reached so. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Not reached by Tab: ${String(target)}`);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(":focus")).count()) > 0;
}

/** Goes there and presses it. */
export async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes there and types. */
export async function write(page: Page, target: Locator, words: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(words);
}

/** Opens the menu under one's own name, and chooses from it by its first letters' place. */
export async function chooseOfMine(page: Page, item: string): Promise<void> {
  await press(page, page.getByRole("banner").locator("[aria-haspopup]").last());
  const wanted = page.getByRole("menuitem", { name: item });
  await wanted.waitFor();
  for (let step = 0; step < 10; step += 1) {
    if (await hasFocus(wanted)) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}
