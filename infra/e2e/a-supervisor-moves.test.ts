import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { DESK_SIZE, isChromiumMissing, openScreen, startBrowser, type Screen } from "./browser.ts";
import { openChild } from "./child-screen.ts";
import { offerCard, openCounsellor, whoIsOffered, type CounsellorScreen } from "./counsellor-screen.ts";
import { openOfficer } from "./officer-screen.ts";
import { startStack, type Stack } from "./stack.ts";
import { cutOff, edgeless, openZoomed, ZOOMED_SIZE } from "./zoom.ts";

const PATIENCE_MS = 20_000;

/** A supervisor's browser on the floor. */
async function openSupervisor(browser: Browser, stack: Stack, theme: "dark" | "light" = "dark"): Promise<Screen> {
  const screen = await openScreen(browser, { size: DESK_SIZE, theme });
  const { page } = screen;
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${stack.address}/console/`);
  await page.getByLabel("Tên đăng nhập").fill("giam-sat");
  await page.getByLabel("Mật khẩu").fill(stack.signIns[0]?.password ?? "");
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("grid", { name: "Người trực" }).waitFor();
  return screen;
}

const queueOf = (page: Page) => page.getByRole("grid", { name: "Hàng đợi" });
const person = (page: Page, name: string) => page.getByRole("grid", { name: "Người trực" }).getByRole("row", { name });
const said = (page: Page, words: string | RegExp) => page.getByRole("status").getByText(words).first().waitFor();

/** What a counsellor says they are doing. */
async function chooseIntent(page: Page, intent: string): Promise<void> {
  const control = page.getByRole("button", { name: /Sẵn sàng|Tạm rời bàn/u });
  await control.click();
  await page.getByRole("menu").getByText(intent, { exact: true }).click();
  await control.getByText(intent, { exact: true }).waitFor();
}

/** A supervisor, two counsellors and children, all in real browsers. */
describe.skipIf(isChromiumMissing())("a supervisor moves contacts", () => {
  let stack: Stack;
  let browser: Browser;
  let lan: CounsellorScreen;
  let supervisor: Screen;
  let second: Screen;
  const screens: Screen[] = [];

  beforeAll(async () => {
    stack = await startStack();
    browser = await startBrowser();
    const [first] = stack.signIns;
    if (first === undefined) throw new Error("the start named no demo sign-ins");
    lan = await openCounsellor(browser, stack.address, { ...first, username: "lan" });
    lan.page.setDefaultTimeout(PATIENCE_MS);
    supervisor = await openSupervisor(browser, stack);
    screens.push(lan, supervisor);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test("by keys alone a waiting contact goes to minh, who is asked and accepts", async () => {
    await openChild(browser, stack.address, "Có");
    await whoIsOffered([lan]);
    await lan.page.keyboard.press("Alt+A");
    await offerCard(lan.page).waitFor({ state: "detached" });
    // Nothing is offered to minh by itself; the supervisor asks him by name all the same, and sees what it overrides.
    const minh = await openCounsellor(browser, stack.address, { ...lanSignIn(stack), username: "minh" });
    screens.push(minh);
    await chooseIntent(minh.page, "Tạm rời bàn");
    await openChild(browser, stack.address, "Có");
    const { page } = supervisor;
    await queueOf(page).waitFor();
    await queueOf(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Alt+M");
    await page.getByRole("combobox", { name: "Tên hoặc ngôn ngữ" }).fill("minh");
    const panel = page.getByRole("dialog", { name: "Chuyển đến" });
    await panel.getByText(/1 đến .*Minh/u).waitFor();
    await panel.getByText("Bỏ qua: đang nghỉ hoặc bận").waitFor();
    await page.keyboard.press("Enter");
    await whoIsOffered([minh]);
    await minh.page.keyboard.press("Alt+A");
    await person(page, "Minh").getByText("Trò chuyện web").waitFor();
    await chooseIntent(minh.page, "Sẵn sàng");
    // Its undo is over before the next move is made.
    await page.getByRole("button", { name: "Hoàn tác" }).waitFor({ state: "detached" });
  });

  test("a running one goes from lan to minh by menu, and is taken back", async () => {
    const { page } = supervisor;
    await person(page, "Lan").click();
    await person(page, "Lan").getByRole("button", { name: "Chuyển…" }).click();
    await page.getByRole("combobox", { name: "Tên hoặc ngôn ngữ" }).fill("minh");
    const panel = page.getByRole("dialog", { name: "Chuyển đến" });
    await panel.getByText(/1 đến .*Minh/u).waitFor();
    // Minh has a conversation already: that there is no free place is said before it is overridden.
    await panel.getByText("Bỏ qua: hết chỗ").waitFor();
    await panel.getByRole("button", { name: "Chuyển" }).click();
    await said(page, /Đã chuyển 1 lượt đến .*Minh/u);
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await said(page, "Đã hoàn tác 1 lượt");
  });

  test("a running one goes to the queue by drag, and the undo leaves it where it was", async () => {
    const { page } = supervisor;
    const chip = person(page, "Lan").getByText("Trò chuyện web");
    await chip.hover();
    await page.mouse.down();
    const queue = await page.locator("[data-drop=queue]").boundingBox();
    if (queue === null) throw new Error("the queue is not on screen");
    await page.mouse.move(queue.x + queue.width / 2, queue.y + queue.height / 2, { steps: 8 });
    await page.mouse.up();
    await said(page, "Đã đưa 1 lượt về hàng đợi");
    await page.keyboard.press("Alt+U");
    await said(page, "Đã hoàn tác 1 lượt");
    await chip.waitFor();
  });

  test("of two supervisors who move the same contact one is told the truth", async () => {
    const other = await openSupervisor(browser, stack, "light");
    second = other;
    screens.push(other);
    const pages = [supervisor.page, other.page];
    for (const page of pages) {
      await page.getByRole("radio", { name: "Lượt", exact: true }).check({ force: true });
      const running = page.getByRole("grid", { name: "Lượt đang diễn ra" });
      await running.focus();
      await page.keyboard.type("lan");
      await page.keyboard.press("Alt+M");
      await page.getByRole("combobox", { name: "Tên hoặc ngôn ngữ" }).fill("hàng đợi");
      await page
        .getByRole("dialog", { name: "Chuyển đến" })
        .getByText(/1 về hàng đợi/u)
        .waitFor();
    }
    for (const page of pages) await page.keyboard.press("Enter");
    await said(supervisor.page, "Đã đưa 1 lượt về hàng đợi");
    await other.page
      .getByRole("status")
      .getByText(/Lượt đang/u)
      .first()
      .waitFor();
  });

  test("at twice the size nothing is cut off in any room, and forced colours leave every field its edge", async () => {
    const zoomed = await openZoomed(browser, stack.address, { ...lanSignIn(stack), username: "giam-sat" });
    screens.push(zoomed);
    const found: string[] = [];
    for (const room of ["floor", "escalations", "watch", "search", "roster"]) {
      await zoomed.page.goto(`${stack.address}/console/?at=${room}`);
      await zoomed.page.getByRole("navigation", { name: "Khu vực" }).waitFor();
      await zoomed.page.getByText("Đang mở…").first().waitFor({ state: "detached" });
      for (const each of [...(await cutOff(zoomed.page)), ...(await edgeless(zoomed.page))])
        found.push(`${room}: ${each}`);
    }
    await lan.page.setViewportSize(ZOOMED_SIZE);
    for (const each of [...(await cutOff(lan.page)), ...(await edgeless(lan.page))]) found.push(`desk: ${each}`);
    await lan.page.setViewportSize(DESK_SIZE);
    const officer = await openOfficer(
      browser,
      stack.address,
      { ...lanSignIn(stack), username: "can-bo" },
      { size: ZOOMED_SIZE },
    );
    const child = await openScreen(browser, { size: { width: 180, height: 370 } });
    await child.page.goto(stack.address);
    await child.page.getByRole("main").waitFor();
    screens.push(officer, child);
    for (const { page } of [officer, child]) found.push(...(await cutOff(page)), ...(await edgeless(page)));
    expect(found).toEqual([]);
  });

  test("axe finds nothing in either language and theme, and nobody's page complained", async () => {
    for (const { page } of screens.filter((each) => each === supervisor || each === second)) {
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole("button", { name: "EN" }).click();
      await page.getByRole("grid", { name: "Queue" }).or(page.getByText("Nobody is waiting.")).first().waitFor();
      expect(await findingsOf(page)).toEqual([]);
      const isWide = await page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
      expect(isWide, "scrolls sideways").toBe(false);
    }
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

function lanSignIn(stack: Stack): { username: string; password: string } {
  const [first] = stack.signIns;
  if (first === undefined) throw new Error("the start named no demo sign-ins");
  return first;
}
