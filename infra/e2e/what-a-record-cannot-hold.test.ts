import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { DESK_SIZE, isChromiumMissing, openScreen, startBrowser, type Screen } from "./browser.ts";
import { press } from "./by-keyboard.ts";
import { openChild } from "./child-screen.ts";
import { offerCard, openCounsellor } from "./counsellor-screen.ts";
import { choose, choosePlace } from "./record-screen.ts";
import { startStack, type Stack } from "./stack.ts";

const WORDS = {
  vi: {
    ...{
      story: "Lời kể",
      name: "Tên gọi",
      more: /^Thêm \d+ ô$/u,
      born: "Ngày sinh",
      years: "Số tuổi",
      saved: /Đã lưu/u,
    },
    long: "Dài 1.048.576 ký tự; ô này nhận nhiều nhất 20.000. Chưa lưu; chữ vẫn còn ở đây.",
    ...{
      ahead: "Ngày này còn ở phía trước.",
      unfit: "Không khớp với ngày sinh.",
      notADay: "Chưa phải một ngày có thật.",
    },
  },
  en: {
    ...{ story: "In their words", name: "Call them", more: /^\d+ more/u, born: "Born on", years: "Age in years" },
    ...{ saved: /Saved \d/u, ahead: "This day is still to come.", unfit: "Does not fit the date of birth." },
    long: "1,048,576 characters; this field takes 20,000 at most. Not saved; the words are still here.",
    notADay: "Not a day of the calendar yet.",
  },
} as const;

/** Everything that somebody may paste or mistype into a record, on the screen, in both languages. */
describe.skipIf(isChromiumMissing())("what a record cannot hold", () => {
  let stack: Stack;
  let browser: Browser;
  let desk: Screen;
  const signIn = () => stack.signIns[0] ?? { username: "", password: "" };
  const field = (page: Page, name: string): Locator => page.getByLabel(name, { exact: true }).first();
  const saved = (page: Page, language: "vi" | "en") => page.getByText(WORDS[language].saved).first();

  beforeAll(async () => {
    stack = await startStack();
    browser = await startBrowser();
    desk = await openCounsellor(browser, stack.address, signIn());
    await openChild(browser, stack.address, "Có");
    await offerCard(desk.page).waitFor({ timeout: 30_000 });
    await desk.page.keyboard.press("Alt+A");
    await field(desk.page, WORDS.vi.story).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test.each(["vi", "en"] as const)("is said where it was typed, and nothing is lost (%s)", async (language) => {
    const { page } = desk;
    const words = WORDS[language];
    if (language === "en")
      await page
        .getByRole("banner")
        .getByRole("button", { name: /^EN|English/u })
        .click();
    const story = field(page, words.story);
    await story.fill("x".repeat(1_048_576));
    await story.blur();
    await page.getByText(words.long).waitFor();
    expect(await story.evaluate((each) => (each as unknown as { value: string }).value.length)).toBe(1_048_576);
    expect(await findingsOf(page)).toEqual([]);

    await story.fill("Bé 🐻 nói \u202eđảo\u202c مرحبا \u0007hết");
    await story.blur();
    await page.getByText(words.long).waitFor({ state: "detached" });
    await saved(page, language).waitFor();

    const more = page.getByRole("button", { name: words.more }).first();
    if (await more.isVisible()) await more.click();
    const born = field(page, words.born);
    await born.fill("01/01/2999");
    await born.blur();
    await page.getByText(words.ahead).waitFor();
    await born.fill("31/02/2015");
    await born.blur();
    await page.getByText(words.notADay).waitFor();
    await born.fill("01/01/2020");
    await born.blur();
    await field(page, words.years).fill("15");
    await field(page, words.years).blur();
    await page.getByText(words.unfit).waitFor();
    expect(await findingsOf(page)).toEqual([]);

    // What was kept is whole and harmless: signs and other scripts stay, what turns or steers is gone.
    await saved(page, language).waitFor();
    await page.reload();
    await page.getByRole("option").first().click();
    await expect.poll(() => field(page, words.story).inputValue()).toBe("Bé 🐻 nói đảo مرحبا hết");
    for (const name of [words.born, words.years]) await field(page, name).fill("");
    await field(page, words.story).focus();
    await saved(page, language).waitFor();
  });

  test("two desks in one field: the later one is shown both, chooses, and neither is lost before", async () => {
    const { page } = desk;
    const words = WORDS.en;
    const other = await openScreen(browser, { size: DESK_SIZE });
    await other.page.goto(`${stack.address}/console/`);
    await other.page.getByLabel("Tên đăng nhập").fill(signIn().username);
    await other.page.getByLabel("Mật khẩu").fill(signIn().password);
    await other.page.getByRole("button", { name: "Đăng nhập" }).click();
    await other.page.getByRole("option").first().click();
    await field(other.page, WORDS.vi.name).waitFor();

    await other.context.setOffline(true);
    await field(other.page, WORDS.vi.name).fill("Bản ở bàn kia");
    await field(page, words.name).fill("Bản ở bàn này");
    await field(page, words.name).blur();
    await choose(page, "Gender", "Girl");
    await choosePlace(page, "Happened in", "ba dinh ha noi", /Ba Đình/u);
    await saved(page, "en").waitFor();
    await expect.poll(async () => (await page.getByText(/saving|Not saved/u).count()) === 0).toBe(true);
    await other.context.setOffline(false);

    const both = other.page.getByRole("group", { name: "Ô này vừa được viết ở nơi khác" });
    await both.getByText("Bản ở bàn này").waitFor({ timeout: 30_000 });
    expect(await field(other.page, WORDS.vi.name).inputValue()).toBe("Bản ở bàn kia");
    expect(await findingsOf(other.page)).toEqual([]);
    await both.getByRole("button", { name: "Giữ bản của tôi" }).click();
    await expect.poll(() => field(page, words.name).inputValue()).toBe("Bản ở bàn kia");
    // Choices and places were carried to the other desk like words.
    await expect.poll(() => other.page.getByRole("radio", { name: "Gái", exact: true }).first().isChecked()).toBe(true);
    await expect
      .poll(() => other.page.getByRole("combobox", { name: "Nơi xảy ra", exact: true }).first().inputValue())
      .toContain("Ba Đình");
    await other.context.close();
  });

  test("choices and places outlive the server, too", async () => {
    const { page } = desk;
    stack.killServer();
    await choose(page, "Gender", "Boy");
    await page.getByText("Not saved, will retry").waitFor();
    await page.getByText("Not saved, will retry").waitFor({ state: "detached", timeout: 60_000 });
    await page.reload();
    await page.getByRole("option").first().click();
    await expect.poll(() => page.getByRole("radio", { name: "Boy", exact: true }).first().isChecked()).toBe(true);
    await expect
      .poll(() => page.getByRole("combobox", { name: "Happened in", exact: true }).first().inputValue())
      .toContain("Ba Đình");
  });

  test("a commune that has ended since is said beside its field, with what took its place, and is chosen with one press", async () => {
    const { page } = desk;
    await stack.asOwner(
      "update place set valid_to = valid_from + 1, successors = '{00008}' where code = '00004' and valid_to is null",
    );
    // Places change only when an installation is brought up to date, and the server starts again with it.
    stack.killServer();
    await expect
      .poll(async () => (await fetch(`${stack.address}/readyz`).catch(() => undefined))?.status, { timeout: 60_000 })
      .toBe(200);
    await page.reload();
    await page.getByRole("option").first().click();
    await page.getByText(/^Phường Ba Đình has not existed since .* It is now:$/u).waitFor();
    expect(await findingsOf(page)).toEqual([]);
    const field = page.getByRole("combobox", { name: "Happened in", exact: true }).first();
    await press(page, page.getByRole("button", { name: /Ngọc Hà/u }));
    await expect.poll(() => field.inputValue()).toContain("Ngọc Hà");
    await saved(page, "en").waitFor();
    await page.getByText(/has not existed since/u).waitFor({ state: "detached" });
  });
});
