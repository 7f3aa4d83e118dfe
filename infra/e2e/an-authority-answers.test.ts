import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { isChromiumMissing, PHONE_SIZE, startBrowser, type Screen } from "./browser.ts";
import { openChild, say } from "./child-screen.ts";
import { finishContact, openCounsellor, whoIsOffered, type CounsellorScreen } from "./counsellor-screen.ts";
import { openOfficer } from "./officer-screen.ts";
import { PICTURES, picturesOfFailures } from "./pictures.ts";
import { choose, choosePlace, pick, unfold } from "./record-screen.ts";
import { startStack, type Stack } from "./stack.ts";

/** What must not leave the helpline: the child's own words, the counsellor's notes, who told us. */
const NARRATIVE = "Bạn cùng lớp kể: dượng đánh Na bằng thắt lưng, chỉ cô chủ nhiệm biết chuyện này";
const CHILD_SAID = "dượng đánh bạn em, tay bạn đau lắm";
const INFORMANT = "Thư lớp 6A";

const SUMMARY = "Em bị đánh, tay đau nhiều, tối nay dượng về. Xin gặp riêng em ở trường.";
const REPORT = "Đã gặp em ở trường lúc 14 giờ, đưa em đi khám, em ngủ ở nhà bà ngoại.";

/** The whole loop in real browsers: a child, a counsellor, officers of two units. */
describe.skipIf(isChromiumMissing())("a child, a counsellor and an officer", () => {
  let stack: Stack;
  let browser: Browser;
  let lan: CounsellorScreen;
  let child: Screen;
  let officer: Screen;
  let elsewhere: Screen;
  const screens: Screen[] = [];
  const escalation = (page: Page) => page.getByRole("article", { name: /^Phiếu chuyển/u });

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    stack = await startStack();
    browser = await startBrowser();
    const [first] = stack.signIns;
    if (first === undefined) throw new Error("the start named no demo sign-ins");
    lan = await openCounsellor(browser, stack.address, first);
    officer = await openOfficer(browser, stack.address, { ...first, username: "can-bo" });
    elsewhere = await openOfficer(browser, stack.address, { ...first, username: "can-bo-sai-gon" });
    screens.push(lan, officer, elsewhere);
    for (const { page } of screens) page.setDefaultTimeout(15_000);
  });
  picturesOfFailures("loop", screens);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test("the child writes, the counsellor records while they talk, and the rules find P2", async () => {
    child = await openChild(browser, stack.address, "Có");
    screens.push(child);
    await say(child, CHILD_SAID);
    await (await whoIsOffered([lan])).page.keyboard.press("Alt+A");
    const { page } = lan;
    await page.getByRole("log").getByText(CHILD_SAID).waitFor();

    await choose(page, "Loại", "Kể về trẻ");
    await page.getByLabel("Tên gọi").fill("Na");
    await choose(page, "Giới", "Gái");
    await choose(page, "Tuổi", "11–13");
    await choosePlace(page, "Nơi xảy ra", "ba dinh ha noi", /Phường Ba Đình/u);
    await pick(page, "Lý do", "the chat", "Bạo lực thể chất");
    await page.getByLabel("Lời kể").fill(NARRATIVE);
    await choose(page, "Đang nguy hiểm", "Không");
    await choose(page, "Người lớn an toàn", "Có thể có");
    await choose(page, "Thương tích", "Cần được chăm sóc y tế");
    await page.getByRole("status").filter({ hasText: "P2" }).first().waitFor();
    await page.getByText("Vết thương cần chăm sóc y tế").first().waitFor();

    await unfold(page, "Liên hệ an toàn, đồng ý");
    await choose(page, "Đồng ý chia sẻ", "Có");
    await unfold(page, "Người báo tin");
    await page.getByRole("region", { name: "Người báo tin" }).getByLabel("Tên", { exact: true }).fill(INFORMANT);
    await unfold(page, "Đã làm, cần biết");
    await page.getByLabel("Tóm tắt để gửi").fill(SUMMARY);
    await page.getByLabel("Tóm tắt để gửi").blur();
  });

  test("it is put before the authority of the place, shown before it goes, while the conversation runs", async () => {
    const { page } = lan;
    await page
      .getByText(/Đã lưu \d\d:\d\d/u)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Chuyển địa phương…" }).click();
    await page.getByText("UBND phường Ba Đình").first().waitFor();
    await page.getByText("Nơi nhận sẽ thấy đúng như sau").waitFor();
    await page.getByText(SUMMARY).first().waitFor();
    await page.screenshot({ path: `${PICTURES}loop-send.png` });
    await say(child, "cô ơi, có ai đến giúp bạn không");
    await page.getByRole("log").getByText("có ai đến giúp bạn không").waitFor();
    await page.getByLabel("Gõ P2 để gửi").fill("P2");
    await page.keyboard.press("Enter");
    await escalation(page).waitFor();
  });

  test("the officer of that place sees it at once, what and by when, and nothing that was not sent", async () => {
    const { page } = officer;
    await page.getByRole("link", { name: /Phường Ba Đình/u }).click();
    const paper = page.getByRole("article");
    await paper.getByText(SUMMARY).waitFor();
    await paper.getByText("P2 · Cao").waitFor();
    await paper
      .getByRole("group", { name: /Xác nhận tiếp nhận/u })
      .getByText(/^còn/u)
      .waitFor();
    const shown = await page.locator("body").innerText();
    for (const kept of [NARRATIVE, CHILD_SAID, INFORMANT]) expect(shown).not.toContain(kept);
    expect(await findingsOf(page)).toEqual([]);
    await page.screenshot({ path: `${PICTURES}loop-officer.png` });
    await escalation(lan.page).getByText("Đã xem").waitFor();
    // Another commune has nothing, not by its list and not by the address.
    await elsewhere.page.goto(page.url());
    await elsewhere.page.reload();
    await elsewhere.page.getByText(/Không tìm thấy/u).waitFor();
    expect(await elsewhere.page.locator("body").innerText()).not.toContain("Ba Đình");
  });

  test("on a phone it is one thing at a time, in the dark too, and nothing runs off the side", async () => {
    const phone = await openOfficer(
      browser,
      stack.address,
      { username: "can-bo", password: stack.signIns[0]?.password ?? "" },
      { size: PHONE_SIZE, theme: "dark", isPhone: true },
    );
    screens.push(phone);
    const { page } = phone;
    const isWide = () => page.evaluate<boolean>("document.documentElement.scrollWidth > window.innerWidth");
    const link = page.getByRole("link", { name: /Phường Ba Đình/u });
    await link.waitFor();
    expect([await findingsOf(page), await isWide()]).toEqual([[], false]);
    await link.click();
    await page.getByRole("article").getByText(SUMMARY).waitFor();
    expect(await link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Không thuộc cơ quan chúng tôi" }).click();
    await page.getByLabel("Theo bạn, thuộc cơ quan nào").waitFor();
    expect([await findingsOf(page), await isWide()]).toEqual([[], false]);
    await page.getByRole("link", { name: "Danh sách" }).click();
    await link.waitFor();
    await phone.context.close();
  });

  test("acknowledged by keyboard alone, reported; the counsellor sees each step", async () => {
    const { page } = officer;
    await page.getByRole("button", { name: "Xác nhận tiếp nhận" }).focus();
    await page.keyboard.press("Enter");
    await escalation(lan.page).getByText("Đã xác nhận").first().waitFor();
    await page.getByRole("button", { name: "Chúng tôi đang xử lý" }).focus();
    await page.keyboard.press("Enter");
    await escalation(lan.page).getByText("Đang xử lý").first().waitFor();

    // Half a report survives the closed window.
    await page.getByLabel("Đã làm gì, trẻ đang ra sao").fill(REPORT.slice(0, 20));
    await page.getByText(/^Đã lưu \d\d:\d\d$/u).waitFor();
    await page.reload();
    const field = page.getByLabel("Đã làm gì, trẻ đang ra sao");
    await expect.poll(() => field.inputValue()).toBe(REPORT.slice(0, 20).trim());

    // Without a network the report waits, and goes out by itself.
    await officer.context.setOffline(true);
    await field.fill(REPORT);
    await page.getByRole("button", { name: "Gửi báo cáo" }).click();
    await page.getByText(/Chưa gửi được/u).waitFor();
    await officer.context.setOffline(false);
    await page.getByText("chờ Tổng đài", { exact: true }).waitFor();
    await escalation(lan.page).getByText(REPORT).waitFor();
  });

  test("a person accepts the report; only that closes the loop, and the contact is closed after it", async () => {
    const { page } = lan;
    await escalation(page).getByRole("button", { name: "Chấp nhận báo cáo" }).click();
    await escalation(page).getByText("Đã xong").first().waitFor();
    await officer.page.getByText("đã được chấp nhận").waitFor();
    await officer.page.getByRole("link", { name: "Đã xong" }).click();
    await officer.page.getByRole("link", { name: /Phường Ba Đình/u }).waitFor();
    await page.getByRole("button", { name: "Về ghi chép" }).click();
    await finishContact(page, "Đã chuyển gửi");
    await child.page.getByText("Cảm ơn em đã nhắn").waitFor();
  });

  test("no page complained: no uncaught error, no violation of the page policy", () => {
    const offline = /ERR_INTERNET_DISCONNECTED/u;
    expect(screens.flatMap(({ complaints }) => complaints).filter((each) => !offline.test(each))).toEqual([]);
  });
});
