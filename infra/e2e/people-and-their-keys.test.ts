import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { DESK_SIZE, isChromiumMissing, openScreen, startBrowser, type Screen } from "./browser.ts";
import { chooseOfMine, press, tabTo, write } from "./by-keyboard.ts";
import { openChild, say } from "./child-screen.ts";
import { codeOf } from "./code-generator.ts";
import { offerCard, openCounsellor } from "./counsellor-screen.ts";
import { picturesOfFailures } from "./pictures.ts";
import { startStack, type Stack } from "./stack.ts";

const DEMO_PASSWORD = "den-ngu-2026";
const PASSWORD = "ngọn đèn nhỏ giữa đêm khuya";
const PIN = "482915";
const TEN_MINUTES = 10 * 60_000;

/** Everything here is done with the keyboard alone: what Tab does not reach fails the test. */
describe.skipIf(isChromiumMissing())("people and their keys, by keyboard", () => {
  let stack: Stack;
  let browser: Browser;
  const screens: Screen[] = [];
  let newcomer: Screen;
  let secret = "";
  let recoveryCodes: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    browser = await startBrowser();
  });
  picturesOfFailures("keys", screens);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  const open = async (): Promise<Screen> => {
    const screen = await openScreen(browser, { size: DESK_SIZE });
    screens.push(screen);
    return screen;
  };
  const signIn = async (page: Page, username: string, password = DEMO_PASSWORD): Promise<void> => {
    await page.goto(`${stack.address}/console/`);
    await write(page, page.getByLabel("Tên đăng nhập"), username);
    await write(page, page.getByLabel("Mật khẩu"), password);
    await page.keyboard.press("Enter");
  };

  test("an administrator invites somebody, who chooses a password, sets up a phone and keeps recovery codes", async () => {
    const { page } = await open();
    await signIn(page, "quan-tri");
    await press(page, page.getByRole("button", { name: "Thêm người" }));
    const panel = page.getByRole("complementary", { name: "Người mới" });
    await write(page, panel.getByLabel("Tên đăng nhập"), "thu.ha");
    await write(page, panel.getByLabel("Họ tên"), "Nguyễn Thu Hà");
    await write(page, panel.getByLabel("Tên hiện cho trẻ"), "Cô Thu");
    await press(page, panel.getByRole("checkbox", { name: "Tư vấn viên" }), "Space");
    await press(page, panel.getByRole("checkbox", { name: "Giám sát" }), "Space");
    await press(page, panel.getByRole("button", { name: "Tạo và lấy đường dẫn mời" }));
    const link = await page.getByText(/\/console\/welcome#/u).textContent();
    expect(await findingsOf(page)).toEqual([]);

    newcomer = await open();
    await newcomer.page.goto(link?.trim() ?? "");
    const { page: hers } = newcomer;
    await write(hers, hers.getByLabel("Mật khẩu mới"), "ngắn");
    await hers.getByText(/Còn ngắn/u).waitFor();
    await write(hers, hers.getByLabel("Mật khẩu mới"), PASSWORD);
    await write(hers, hers.getByLabel("Nhập lại mật khẩu"), PASSWORD);
    expect(await findingsOf(hers)).toEqual([]);
    await hers.keyboard.press("Enter");

    await press(hers, hers.getByText("Không quét được? Nhập bằng tay"));
    secret = (await hers.locator("details code").textContent()) ?? "";
    expect(await findingsOf(hers)).toEqual([]);
    // The code of the step before, so that the present one is still good afterwards.
    await write(hers, hers.getByLabel("Mã sáu số"), codeOf(secret, -1));
    await hers.keyboard.press("Enter");
    await hers.getByRole("heading", { name: "Mã dự phòng" }).waitFor();
    recoveryCodes = await hers.locator("ol li").allTextContents();
    expect(recoveryCodes).toHaveLength(10);
    expect(await findingsOf(hers)).toEqual([]);
    await press(hers, hers.getByRole("button", { name: "Tôi đã cất các mã này" }));
    await press(hers, hers.getByRole("link", { name: "Theo dõi" }));
    await hers.getByRole("heading", { name: "Theo dõi" }).waitFor();

    // The link is over.
    const { page: late } = await open();
    await late.goto(link?.trim() ?? "");
    await late.getByRole("heading", { name: "Liên kết không dùng được" }).waitFor();
  });

  test("signing in again takes the phone's code, or a recovery code, each once", async () => {
    const { page } = newcomer;
    await chooseOfMine(page, "Đăng xuất");
    await signIn(page, "thu.ha", PASSWORD);
    await write(page, page.getByLabel("Mã", { exact: true }), codeOf(secret));
    expect(await findingsOf(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Theo dõi" }).waitFor();

    for (const isFirst of [true, false]) {
      await chooseOfMine(page, "Đăng xuất");
      await signIn(page, "thu.ha", PASSWORD);
      await write(page, page.getByLabel("Mã", { exact: true }), recoveryCodes[0] ?? "");
      await page.keyboard.press("Enter");
      if (isFirst) await page.getByRole("link", { name: "Theo dõi" }).waitFor();
      else await page.getByText(/Mã không đúng, đã dùng rồi/u).waitFor();
    }
    await write(page, page.getByLabel("Mã", { exact: true }), recoveryCodes[1] ?? "");
    await page.keyboard.press("Enter");
    await chooseOfMine(page, "Tài khoản của tôi");
    await page.getByText("Còn 8 mã dùng được.").waitFor();
    expect(await findingsOf(page)).toEqual([]);
  });

  test("an idle screen locks by itself; a PIN opens it, and what was typed is still there", async () => {
    const { page } = await open();
    await page.clock.install();
    await signIn(page, "giam-sat");
    await page.getByRole("link", { name: "Theo dõi" }).waitFor();
    await chooseOfMine(page, "Tài khoản của tôi");
    await press(page, page.getByRole("button", { name: "Đặt mã PIN" }));
    await write(page, page.getByLabel(/Mã PIN mới/u), PIN);
    await write(page, page.getByRole("form", { name: /PIN/u }).getByLabel("Mật khẩu"), DEMO_PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByText("Đã lưu mã PIN.").waitFor();
    await write(page, page.getByRole("textbox", { name: "Số điện thoại" }), "0912 345");
    await page.clock.fastForward(TEN_MINUTES + 60_000);
    await page.getByRole("heading", { name: "Màn hình đang khóa" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Số điện thoại" }).isVisible()).toBe(false);
    expect(await findingsOf(page)).toEqual([]);
    await write(page, page.getByRole("textbox", { name: "Mã PIN" }), "000001");
    await page.keyboard.press("Enter");
    await page.getByText(/Mã PIN không đúng/u).waitFor();
    await write(page, page.getByRole("textbox", { name: "Mã PIN" }), PIN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Màn hình đang khóa" }).waitFor({ state: "detached" });
    expect(await page.getByRole("textbox", { name: "Số điện thoại" }).inputValue()).toBe("0912 345");
  });

  test("a contact opened in emergency shows its words, and stands on the list until somebody else has looked", async () => {
    const lan = await openCounsellor(browser, stack.address, { username: "lan", password: DEMO_PASSWORD });
    screens.push(lan);
    const child = await openChild(browser, stack.address, "Không");
    screens.push(child);
    await offerCard(lan.page).waitFor();
    await lan.page.keyboard.press("Alt+A");
    await child.page.getByText("đang ở đây").waitFor();
    await say(child, "cô ơi con nghe tiếng chân ngoài cửa");
    await lan.page.getByRole("log").getByText("tiếng chân ngoài cửa").waitFor();

    // A draft of an answer outlives the lock, too; the conversation goes on meanwhile.
    await lan.page.keyboard.type("Cô đây, em cứ");
    await lan.page.keyboard.press("Alt+L");
    await lan.page.getByRole("heading", { name: "Màn hình đang khóa" }).waitFor();
    expect(await lan.page.getByText("tiếng chân ngoài cửa").first().isVisible()).toBe(false);
    await write(lan.page, lan.page.getByLabel("Mật khẩu"), DEMO_PASSWORD);
    await lan.page.keyboard.press("Enter");
    expect(await lan.page.getByRole("textbox", { name: /Trả lời/u }).inputValue()).toBe("Cô đây, em cứ");

    const { page } = await open();
    await signIn(page, "giam-sat");
    await press(page, page.getByRole("link", { name: "Theo dõi" }));
    await press(page, page.getByRole("button", { name: /Trò chuyện web/u }).first());
    await tabTo(page, page.getByRole("radio", { name: "Giám sát" }));
    await page.keyboard.press("ArrowRight");
    await write(page, page.getByRole("textbox", { name: "Lý do" }), "Trẻ có thể đang gặp nguy hiểm ngay lúc này");
    expect(await page.getByText("tiếng chân ngoài cửa").count()).toBe(0);
    await press(page, page.getByRole("button", { name: "Mở khẩn cấp" }));
    await page.getByText("tiếng chân ngoài cửa").waitFor();
    expect(await findingsOf(page)).toEqual([]);
    await press(page, page.getByRole("link", { name: "Mở khẩn cấp" }));
    await page.getByText("chờ người khác xem").waitFor();
    expect(await findingsOf(page)).toEqual([]);

    const { page: hers } = newcomer;
    await press(hers, hers.getByRole("link", { name: "Mở khẩn cấp" }));
    await hers.getByText("1 chưa xem").waitFor();
    await write(hers, hers.getByRole("textbox"), "Đúng quy trình");
    await press(hers, hers.getByRole("button", { name: "Đã xem xét" }));
    await hers.getByText("đã xem hết").waitFor();

    // Whose contact it is sees who read it.
    await press(lan.page, lan.page.getByRole("button", { name: "Ai được xem lượt này" }));
    await lan.page.getByRole("dialog").getByText("Lê Thị Thu Hà").first().waitFor();
    await lan.page.getByRole("dialog").getByText("khẩn cấp").first().waitFor();
    expect(await findingsOf(lan.page)).toEqual([]);
    await lan.page.keyboard.press("Escape");
  });

  test("no page complained: no uncaught error, no violation of the page policy", () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
