import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DESK_SIZE, isChromiumMissing, openScreen, startBrowser, type Screen } from "./browser.ts";
import { openChild } from "./child-screen.ts";
import { offerCard, openCounsellor } from "./counsellor-screen.ts";
import { startStack, type Stack } from "./stack.ts";

describe.skipIf(isChromiumMissing())("what a counsellor has typed", () => {
  let stack: Stack;
  let browser: Browser;
  let first: Screen;
  const signIn = () => stack.signIns[0] ?? { username: "", password: "" };
  const story = (page: Page) => page.getByLabel("Lời kể");

  /** Another browser of the same counsellor, whose shift has long begun. */
  const openDesk = async (): Promise<Screen> => {
    const screen = await openScreen(browser, { size: DESK_SIZE });
    const { page } = screen;
    await page.goto(`${stack.address}/console/`);
    await page.getByLabel("Tên đăng nhập").fill(signIn().username);
    await page.getByLabel("Mật khẩu").fill(signIn().password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.getByRole("option").first().click();
    await story(page).waitFor();
    return screen;
  };

  beforeAll(async () => {
    stack = await startStack();
    browser = await startBrowser();
    first = await openCounsellor(browser, stack.address, signIn());
    await openChild(browser, stack.address, "Có");
    await offerCard(first.page).waitFor({ timeout: 30_000 });
    await first.page.keyboard.press("Alt+A");
    await story(first.page).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test("goes on at another desk when the first is switched off while typing: nothing older than two seconds is lost", async () => {
    await story(first.page).focus();
    const typed: { at: number; length: number }[] = [];
    let text = "";
    for (let word = 1; word <= 25; word += 1) {
      const next = `từ${String(word)} `;
      await first.page.keyboard.type(next, { delay: 40 });
      text += next;
      typed.push({ at: performance.now(), length: text.length });
    }
    const off = performance.now();
    // As if the plug were pulled: no farewell, no last request.
    await first.context.setOffline(true);
    await first.context.close();

    const second = await openDesk();
    const found = await story(second.page).inputValue();
    const due = typed.filter(({ at }) => at < off - 2000).at(-1)?.length ?? 0;
    expect(due).toBeGreaterThan(20);
    expect(text.startsWith(found.trim())).toBe(true);
    expect(found.length).toBeGreaterThanOrEqual(due - 1);
    first = second;
  });

  test("stands at the other desk within two seconds, and is left alone where somebody is typing", async () => {
    const other = await openDesk();
    await story(other.page).press("End");
    await other.page.keyboard.type("đang viết dở");

    const begun = performance.now();
    await first.page.getByLabel("Tên gọi").fill("Nhi");
    await first.page.keyboard.press("Tab");
    await expect.poll(() => other.page.getByLabel("Tên gọi").inputValue(), { timeout: 5000 }).toBe("Nhi");
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(await story(other.page).inputValue()).toContain("đang viết dở");
    await other.page.getByText(/Đã lưu/u).waitFor();

    // Both write into one field: the later one is shown both, and chooses.
    await other.page.getByLabel("Tên gọi").fill("Nhi nhỏ");
    await other.page.keyboard.press("Tab");
    await expect.poll(() => first.page.getByLabel("Tên gọi").inputValue()).toBe("Nhi nhỏ");
    await other.context.close();
  });

  test("waits for a server that was killed, and is saved when it is back", async () => {
    stack.killServer();
    await story(first.page).press("End");
    await first.page.keyboard.type(" sau khi máy chủ chết");
    await first.page.keyboard.press("Tab");
    await first.page.getByText("Chưa lưu được, sẽ thử lại").waitFor();
    expect(await story(first.page).inputValue()).toContain("sau khi máy chủ chết");
    await first.page.getByText(/Đã lưu \d\d:\d\d/u).waitFor({ timeout: 60_000 });
    await first.page.reload();
    await first.page.getByRole("option").first().click();
    await story(first.page).waitFor();
    await expect.poll(() => story(first.page).inputValue()).toContain("sau khi máy chủ chết");
  });
});
