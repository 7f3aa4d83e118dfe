import type { Browser } from "playwright-core";
import { DESK_SIZE, openScreen, type Screen, type ScreenOptions } from "./browser.ts";

/** An officer's browser at the authorities' workspace, driven by the words on screen. */
export async function openOfficer(
  browser: Browser,
  address: string,
  signIn: { username: string; password: string },
  options: ScreenOptions = { size: DESK_SIZE, theme: "light" },
): Promise<Screen> {
  const screen = await openScreen(browser, options);
  const { page } = screen;
  await page.goto(`${address}/casework/`);
  await page.getByLabel("Tên đăng nhập").fill(signIn.username);
  await page.getByLabel("Mật khẩu").fill(signIn.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("navigation", { name: "Việc theo hạn" }).waitFor();
  return screen;
}
