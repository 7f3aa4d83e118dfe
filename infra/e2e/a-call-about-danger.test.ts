import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { isChromiumMissing, startBrowser, type Screen } from "./browser.ts";
import { press, tabTo } from "./by-keyboard.ts";
import { openChild, say } from "./child-screen.ts";
import { openCounsellor, whoIsOffered, type CounsellorScreen } from "./counsellor-screen.ts";
import { PICTURES, picturesOfFailures } from "./pictures.ts";
import { choose, choosePlace, pick, unfold } from "./record-screen.ts";
import { startStack, type Stack } from "./stack.ts";

const CHILD_SAID = "dượng đang đập cửa, em sợ lắm";
const NARRATIVE = "Chị họ kể dượng say, cầm gậy; chỉ chị họ biết";
const SUMMARY = "Trẻ 9 tuổi ở một mình trong phòng khóa trái, có người đang phá cửa.";

/** Danger now: the written escalation goes out, and beside it a person telephones, while the conversation runs. */
describe.skipIf(isChromiumMissing())("a call about danger", () => {
  let stack: Stack;
  let browser: Browser;
  let lan: CounsellorScreen;
  let minh: CounsellorScreen;
  let child: Screen;
  const screens: Screen[] = [];
  const task = (page: Page) => page.getByRole("region", { name: "Gọi điện ngay" });
  const offered = (page: Page) => page.getByRole("region", { name: "Việc gọi điện cho bạn" });
  const signInOf = (wanted: string) => {
    const found = stack.signIns.find(({ username }) => username === wanted);
    if (found === undefined) throw new Error(`the start named no ${wanted}`);
    return found;
  };

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    stack = await startStack();
    browser = await startBrowser();
    lan = await openCounsellor(browser, stack.address, signInOf("lan"));
    screens.push(lan);
  });
  picturesOfFailures("danger", screens);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test("one answer makes it P1, by a rule that is shown", async () => {
    child = await openChild(browser, stack.address, "Có");
    screens.push(child);
    await say(child, CHILD_SAID);
    await (await whoIsOffered([lan])).page.keyboard.press("Alt+A");
    const { page } = lan;
    await page.getByRole("log").getByText(CHILD_SAID).waitFor();
    minh = await openCounsellor(browser, stack.address, signInOf("minh"));
    screens.push(minh);

    await page.getByLabel("Tên gọi").fill("Bông");
    await choosePlace(page, "Nơi xảy ra", "ba dinh ha noi", /Phường Ba Đình/u);
    await pick(page, "Lý do", "the chat", "Bạo lực thể chất");
    await page.getByLabel("Lời kể").fill(NARRATIVE);
    await choose(page, "Đang nguy hiểm", "Có");
    await page.getByRole("status").filter({ hasText: "P1" }).first().waitFor();
    await page.getByText("Trẻ đang gặp nguy hiểm ngay lúc này").first().waitFor();
    await unfold(page, "Liên hệ an toàn, đồng ý");
    await choose(page, "Đồng ý chia sẻ", "Có");
    await unfold(page, "Đã làm, cần biết");
    await page.getByLabel("Tóm tắt để gửi").fill(SUMMARY);
    await page.getByLabel("Tóm tắt để gửi").blur();
    await page
      .getByText(/Đã lưu \d\d:\d\d/u)
      .first()
      .waitFor();
  });

  test("by keys alone it is sent, and a colleague is asked to telephone", async () => {
    const { page } = lan;
    await page.keyboard.press("Alt+E");
    await page.getByText("UBND phường Ba Đình").first().waitFor();
    await page.getByText(SUMMARY).first().waitFor();
    expect(await findingsOf(page)).toEqual([]);
    const who = page.getByRole("combobox", { name: "Ai gọi điện" });
    await tabTo(page, who);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => who.evaluate((each) => (each as { selectedIndex?: number }).selectedIndex)).toBe(1);
    expect(await who.locator("option").allInnerTexts()).toEqual(["Tôi gọi", "Chú Minh"]);
    await tabTo(page, page.getByLabel("Gõ P1 để gửi"));
    await page.keyboard.type("P1");
    await page.keyboard.press("Enter");
    await task(page).waitFor();
    await task(page).getByText("Đang nhờ Chú Minh").waitFor();
    await task(page)
      .getByText(/Chưa ai nhận: báo giám sát, còn/u)
      .waitFor();
    expect(await task(page).getByRole("link").first().getAttribute("href")).toMatch(/^tel:\d+$/u);
    expect(await findingsOf(page)).toEqual([]);
    await page.screenshot({ path: `${PICTURES}danger-owner.png` });
  });

  test("the colleague is asked on their own screen, sees what was sent and no word more", async () => {
    const { page } = minh;
    await offered(page).waitFor();
    await press(page, offered(page).getByRole("button", { name: "Xem cần nói gì" }));
    await offered(page).getByText(SUMMARY).waitFor();
    const shown = await page.locator("body").innerText();
    for (const kept of [NARRATIVE, CHILD_SAID]) expect(shown).not.toContain(kept);
    expect(await findingsOf(page)).toEqual([]);
    await page.screenshot({ path: `${PICTURES}danger-caller.png` });
    await press(page, offered(page).getByRole("button", { name: "Tôi gọi" }));
    await task(lan.page).getByText("Chú Minh đang gọi").waitFor();
    // Somebody has it: nobody is alarmed any more.
    await task(lan.page)
      .getByText(/báo giám sát/u)
      .waitFor({ state: "detached" });
  });

  test("the conversation runs on beside it, and whoever was reached has acknowledged", async () => {
    await say(child, "cửa sắp gãy rồi");
    await lan.page.getByRole("log").getByText("cửa sắp gãy rồi").waitFor();
    const answer = lan.page.getByRole("textbox", { name: /Trả lời/u });
    await answer.fill("Cô đang ở đây, công an sắp tới.");
    await answer.press("Enter");
    await child.page.getByText("công an sắp tới").waitFor();

    await press(minh.page, offered(minh.page).getByRole("button", { name: "Đã nói chuyện được" }));
    await offered(minh.page).waitFor({ state: "detached" });
    const paper = lan.page.getByRole("article", { name: /^Phiếu chuyển/u });
    await paper.getByText("Đã xác nhận").first().waitFor();
    await task(lan.page).waitFor({ state: "detached" });
  });

  test("the police are asked for the place by a person: whom, why, and what they said stay beside it", async () => {
    const { page } = lan;
    const location = page.getByRole("region", { name: "Nhờ công an tìm vị trí" });
    await press(page, location.getByRole("button", { name: "Nhờ công an tìm vị trí…" }));
    const office = location.getByRole("combobox", { name: "Nhờ cơ quan nào?" });
    await office.selectOption({ label: "Công an thành phố Hà Nội" });
    await location.getByRole("link").waitFor();
    await location.getByRole("textbox", { name: "Vì sao cần tìm ngay?" }).fill("Cửa bị phá, trẻ không biết số nhà");
    expect(await findingsOf(page)).toEqual([]);
    await page.screenshot({ path: `${PICTURES}danger-location.png` });
    await press(page, location.getByRole("button", { name: "Ghi lại là đã nhờ" }));
    const asked = location.getByRole("article", { name: /^Đã nhờ Công an/u });
    await asked.getByText("Cửa bị phá, trẻ không biết số nhà").waitFor();
    await asked.getByRole("radio", { name: "Đã tìm thấy" }).check({ force: true });
    await asked.getByRole("textbox", { name: "Họ nói gì? Ở đâu?" }).fill("Ngõ 12, phường Ba Đình");
    await page.screenshot({ path: `${PICTURES}danger-location-answer.png` });
    await press(page, asked.getByRole("button", { name: "Ghi câu trả lời" }));
    await asked.getByRole("status").getByText("Ngõ 12, phường Ba Đình").waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  test("no page complained: no uncaught error, no violation of the page policy", () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
