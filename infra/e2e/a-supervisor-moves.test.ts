import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { DESK_SIZE, isChromiumMissing, openScreen, startBrowser, type Screen } from "./browser.ts";
import { openChild } from "./child-screen.ts";
import { offerCard, openCounsellor, whoIsOffered, type CounsellorScreen } from "./counsellor-screen.ts";
import { openOfficer } from "./officer-screen.ts";
import { startStack, type Stack } from "./stack.ts";
import {
  carried,
  drag,
  movePanel,
  openSupervisor,
  PATIENCE_MS,
  person,
  pointAt,
  queueOf,
  said,
  undoIsOver,
} from "./supervisor-screen.ts";
import { cutOff, edgeless, openZoomed, ZOOMED_SIZE } from "./zoom.ts";

/** What a counsellor says they are doing. */
async function chooseIntent(page: Page, intent: string): Promise<void> {
  const control = page.getByRole("button", { name: /Sẵn sàng|Tạm rời bàn/u });
  await control.click();
  await page.getByRole("menu").getByText(intent, { exact: true }).click();
  await control.getByText(intent, { exact: true }).waitFor();
}

const running = (page: Page) => page.getByRole("grid", { name: "Lượt đang diễn ra" });

/** People by state, or contacts in progress. */
async function showAs(page: Page, what: "Người" | "Lượt"): Promise<void> {
  await page.getByRole("radio", { name: what, exact: true }).check({ force: true });
}

/** By keys: opens "Move to…" for the row that is pointed at, finds a place by typing, and reads what would happen. */
async function askToMove(page: Page, typed: string, says: string | RegExp): Promise<void> {
  await page.keyboard.press("Alt+M");
  await page.getByRole("combobox", { name: "Tên hoặc ngôn ngữ" }).fill(typed);
  await movePanel(page, says);
}

/** By keys: another state for somebody. */
async function forceState(page: Page, name: string, state: string): Promise<void> {
  await pointAt(page, page.getByRole("grid", { name: "Người trực" }), name);
  await page.keyboard.press("Alt+S");
  await page.getByRole("dialog", { name: "Đổi trạng thái" }).waitFor();
  await page.keyboard.type(state);
  await page.keyboard.press("Enter");
}

/** What was done to somebody is on their screen in words, until they have read it. */
async function reads({ page }: Screen, words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor();
  await page.getByRole("button", { name: "Đã rõ" }).click();
}

/** A supervisor, two counsellors and children, all in real browsers. */
describe.skipIf(isChromiumMissing())("a supervisor moves contacts", () => {
  let stack: Stack;
  let browser: Browser;
  let lan: CounsellorScreen;
  let minh: CounsellorScreen;
  let supervisor: Screen;
  let second: Screen;
  const screens: Screen[] = [];
  const signInAs = (username: string) => ({ username, password: stack.signIns[0]?.password ?? "" });

  beforeAll(async () => {
    stack = await startStack();
    // A second supervisor, whom the small demo has not: its administrator watches the floor too.
    await stack.asOwner("update person set roles = '{administrator,supervisor}' where username = 'quan-tri'");
    browser = await startBrowser();
    lan = await openCounsellor(browser, stack.address, signInAs("lan"));
    lan.page.setDefaultTimeout(PATIENCE_MS);
    supervisor = await openSupervisor(browser, stack.address, signInAs("giam-sat"));
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
    minh = await openCounsellor(browser, stack.address, signInAs("minh"));
    minh.page.setDefaultTimeout(PATIENCE_MS);
    screens.push(minh);
    await chooseIntent(minh.page, "Tạm rời bàn");
    await openChild(browser, stack.address, "Có");
    const { page } = supervisor;
    await queueOf(page).focus();
    await page.keyboard.press("Home");
    await askToMove(page, "minh", /1 đến .*Minh/u);
    await movePanel(page, "Bỏ qua: đang nghỉ hoặc bận");
    await page.keyboard.press("Enter");
    await whoIsOffered([minh]);
    await minh.page.keyboard.press("Alt+A");
    await carried(page, "Minh").waitFor();
    // Whoever accepts is taken to the reply box; a menu that is open then would close.
    await minh.page
      .getByRole("textbox", { name: /Trả lời/u })
      .and(minh.page.locator(":focus"))
      .waitFor();
    await chooseIntent(minh.page, "Sẵn sàng");
    // Its undo is over before the next move is made.
    await undoIsOver(page);
  });

  test("a running one goes from lan to minh by menu, and is taken back", async () => {
    const { page } = supervisor;
    await person(page, "Lan").click();
    await person(page, "Lan").getByRole("button", { name: "Chuyển…" }).click();
    await page.getByRole("combobox", { name: "Tên hoặc ngôn ngữ" }).fill("minh");
    const panel = await movePanel(page, /1 đến .*Minh/u);
    // Minh has a conversation already: that there is no free place is said before it is overridden.
    await panel.getByText("Bỏ qua: hết chỗ").waitFor();
    await panel.getByRole("button", { name: "Chuyển" }).click();
    await said(page, /Đã chuyển 1 lượt đến .*Minh/u);
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await said(page, "Đã hoàn tác 1 lượt");
  });

  test("a running one goes to the queue by drag, and the undo leaves it where it was", async () => {
    const { page } = supervisor;
    // Over somebody who has no free place it asks first, there where it was let go.
    await drag(page, carried(page, "Lan"), person(page, "Minh"));
    const panel = await movePanel(page, "Bỏ qua: hết chỗ");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await drag(page, carried(page, "Lan"), page.locator("[data-drop=queue]"));
    await said(page, "Đã đưa 1 lượt về hàng đợi");
    await page.keyboard.press("Alt+U");
    await said(page, "Đã hoàn tác 1 lượt");
    await carried(page, "Lan").waitFor();
  });

  test("of two supervisors who move the same contact one is told the truth", async () => {
    const other = await openSupervisor(browser, stack.address, signInAs("quan-tri"), "light");
    second = other;
    screens.push(other);
    const pages = [supervisor.page, other.page];
    for (const page of pages) {
      await showAs(page, "Lượt");
      await pointAt(page, running(page), "lan");
      await askToMove(page, "hàng đợi", /1 về hàng đợi/u);
    }
    for (const page of pages) await page.keyboard.press("Enter");
    await said(supervisor.page, "Đã đưa 1 lượt về hàng đợi");
    await other.page
      .getByRole("status")
      .getByText(/Lượt đang ở .*Lan/u)
      .first()
      .waitFor();
    await reads(lan, "không còn ở bạn: đã về hàng đợi");
  });

  test("a state is forced by keys: who it is of reads it, nothing is offered, and what is stuck is released", async () => {
    const { page } = supervisor;
    await showAs(page, "Người");
    await forceState(page, "lan", "nghi");
    await reads(lan, "vừa đổi trạng thái của bạn: Nghỉ giữa ca");
    await queueOf(page).focus();
    await askToMove(page, "gỡ", "ngoài ra không đổi gì");
    await page.keyboard.press("Enter");
    await said(page, "Đã gỡ: mời lại tất cả mọi người.");
    await undoIsOver(page);
    await forceState(page, "lan", "san sang");
    await reads(lan, "vừa đổi trạng thái của bạn: Sẵn sàng");
    await whoIsOffered([lan]);
  });

  test("an offer that was taken back is made again by the undo", async () => {
    const { page } = supervisor;
    await drag(page, carried(page, "Lan"), page.locator("[data-drop=queue]"));
    await said(page, "Đã đưa 1 lượt về hàng đợi");
    await page.keyboard.press("Alt+U");
    await said(page, /Đã hoàn tác\. .*Lan lại được mời/u);
    await whoIsOffered([lan]);
    await lan.page.keyboard.press("Alt+A");
    await carried(page, "Lan").waitFor();
  });

  test("a record that is being written up goes to a person after the undo seconds, and both read it", async () => {
    await lan.page.getByRole("button", { name: "Kết thúc", exact: true }).click();
    const { page } = supervisor;
    await showAs(page, "Lượt");
    await running(page).getByText("Đang hoàn tất").waitFor();
    await pointAt(page, running(page), "lan");
    await askToMove(page, "minh", /1 đến .*Minh/u);
    await page.keyboard.press("Enter");
    await reads(minh, /bạn hoàn tất ghi chép thay .*Lan/u);
    await reads(lan, /không còn ở bạn: .*Minh đã nhận/u);
  });

  test("several at once: what somebody can have goes, the rest stays; a no is read, and a screen that is gone lets go", async () => {
    const { page } = supervisor;
    await pointAt(page, running(page), "minh");
    await page.keyboard.press("ControlOrMeta+A");
    await page.getByText("2 lượt đã chọn").waitFor();
    await askToMove(page, "lan", /2 lượt: \d đến .*Lan/u);
    await page.keyboard.press("Enter");
    await said(page, /Đã chuyển 1 lượt đến .*Lan/u);
    await whoIsOffered([lan]);
    await lan.page.keyboard.press("Alt+0");
    await lan.page.keyboard.press("1");
    await supervisor.page.getByText(/Lan không nhận được Trò chuyện web/u).waitFor();
    await supervisor.page.getByRole("button", { name: "Đã rõ" }).click();

    await minh.context.close();
    await running(page)
      .getByText(/mất màn hình/u)
      .first()
      .waitFor();
    await pointAt(page, running(page), "minh");
    await page.keyboard.press("Home");
    await askToMove(page, "gỡ", "ngoài ra không đổi gì");
    await page.keyboard.press("Enter");
    await said(page, "Đã gỡ: lượt rời người không còn ở đó.");
    await whoIsOffered([lan]);
  });

  test("at twice the size nothing is cut off in any room, and forced colours leave every field its edge", async () => {
    const zoomed = await openZoomed(browser, stack.address, signInAs("giam-sat"));
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
    const officer = await openOfficer(browser, stack.address, signInAs("can-bo"), { size: ZOOMED_SIZE });
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
