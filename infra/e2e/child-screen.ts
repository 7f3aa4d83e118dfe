import type { Browser, Page } from "playwright-core";
import { openScreen, PHONE_SIZE, type Screen } from "./browser.ts";

/** A child's phone: the chat is begun with the answer to "is it safe to write now?". */
export async function openChild(browser: Browser, address: string, isSafe: "Có" | "Không"): Promise<Screen> {
  const screen = await openScreen(browser, { size: PHONE_SIZE, isPhone: true });
  await beginChat(screen.page, address, isSafe);
  return screen;
}

/** From the first page to the chat, on a page that is there. */
export async function beginChat(page: Page, address: string, isSafe: "Có" | "Không"): Promise<void> {
  await page.goto(`${address}/`);
  await page.getByText("Nhắn tin").click();
  await page.getByRole("button", { name: isSafe, exact: true }).click();
  await page.getByText("Cô chú đang đến với em").or(page.getByText("đang ở đây")).first().waitFor();
}

/** Writes and sends. */
export async function say({ page }: Screen, words: string): Promise<void> {
  await page.getByRole("textbox").fill(words);
  await page.getByRole("button", { name: "Gửi" }).click();
  await page.getByText(words).waitFor();
}
