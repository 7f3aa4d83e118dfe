import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { isChromiumMissing, startBrowser, type Screen } from "./browser.ts";
import { openChild, say } from "./child-screen.ts";
import { finishContact, offerCard, openCounsellor, whoIsOffered, type CounsellorScreen } from "./counsellor-screen.ts";
import { pick } from "./record-screen.ts";
import { startStack, type Stack } from "./stack.ts";

/** Pictures of the run; with UPDATE_PICTURES=1 the README's own are made anew. */
const PICTURES = fileURLToPath(
  new URL(process.env["UPDATE_PICTURES"] === "1" ? "../../docs/images/" : "./.pictures/", import.meta.url),
);

const FAILED = fileURLToPath(new URL("./.pictures/failed-", import.meta.url));

describe.skipIf(isChromiumMissing())("a child's browser and two counsellors' browsers", () => {
  let stack: Stack;
  let browser: Browser;
  let lan: CounsellorScreen;
  let minh: CounsellorScreen;
  const screens: Screen[] = [];

  const child = async (isSafe: "Có" | "Không"): Promise<Screen> => {
    const screen = await openChild(browser, stack.address, isSafe);
    screens.push(screen);
    return screen;
  };
  const otherThan = (screen: CounsellorScreen): CounsellorScreen => (screen === lan ? minh : lan);

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    stack = await startStack();
    browser = await startBrowser();
    const [first, second] = stack.signIns;
    if (first === undefined || second === undefined) throw new Error("the start named no demo sign-ins");
    lan = await openCounsellor(browser, stack.address, first);
    minh = await openCounsellor(browser, stack.address, second);
    screens.push(lan, minh);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    for (const [index, { page }] of screens.entries()) await page.screenshot({ path: `${FAILED}${String(index)}.png` });
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test("an offer times out, is declined by the other, is accepted with one key, and they talk", async () => {
    const nhi = await child("Không");
    const first = await whoIsOffered([lan, minh]);
    const second = otherThan(first);
    expect(await offerCard(first.page).textContent()).toContain("Tức thì");

    // Nobody touches it: after its eight seconds it goes on, without blame, to the other.
    await offerCard(second.page).waitFor({ timeout: 15_000 });
    await expect.poll(() => first.page.getByText("đã hết giờ").count()).toBeGreaterThan(0);

    // The other hands it back with a reason, by keys alone.
    await second.page.keyboard.press("Alt+0");
    await second.page.keyboard.press("1");
    await offerCard(second.page).waitFor({ state: "detached" });

    // With nobody unburdened left, whoever is there is asked again; one key takes it.
    const taker = await whoIsOffered([lan, minh]);
    await taker.page.keyboard.press("Alt+A");
    await nhi.page.getByText("đang ở đây").waitFor();
    await say(nhi, "cô ơi, giờ này có ai không ạ");
    await taker.page.getByRole("log").getByText("cô ơi, giờ này có ai không ạ").waitFor();

    await taker.page.keyboard.type("Cô đây, cô đang nghe em. Em nhắn lúc này có tiện và an toàn không?");
    await nhi.page.getByText("đang viết").waitFor();
    await taker.page.keyboard.press("Enter");
    await nhi.page.getByText("cô đang nghe em").waitFor();
    await taker.page
      .getByRole("log")
      .getByText(/đã xem/u)
      .waitFor();
    await say(nhi, "dạ có. bà em ngủ rồi ạ");
    await say(nhi, "mấy anh chị lớp trên cứ chặn em lúc tan học. cả tuần nay rồi");
    await taker.page.getByRole("log").getByText("cả tuần nay rồi").waitFor();

    await taker.page.getByLabel("Tên gọi").fill("Nhi");
    await pick(taker.page, "Lý do", "bat nat", "Bắt nạt");
    await taker.page
      .getByLabel("Lời kể")
      .fill("Lớp 7, ở với bà ngoại. Bị nhóm lớp trên chặn lúc tan học cả tuần nay. Chưa dám nói với bố mẹ.");
    await taker.page.getByText(/Đã lưu \d\d:\d\d/u).waitFor();
    await taker.page.screenshot({ path: `${PICTURES}console.png` });
    await nhi.page.screenshot({ path: `${PICTURES}companion.png` });
    expect(await findingsOf(taker.page)).toEqual([]);
    expect(await findingsOf(nhi.page)).toEqual([]);

    // Words exist, so one key cannot end it.
    await taker.page.keyboard.press("Alt+1");
    await taker.page.getByRole("button", { name: "Kết thúc", exact: true }).waitFor();

    await finishContact(taker.page, "Đã tư vấn");
    await nhi.page.getByText("Cảm ơn em đã nhắn").waitFor();
  });

  test("two browsers accept at once: one wins, the other is told; then the next child comes", async () => {
    const waiting = await child("Không");
    const slow = await whoIsOffered([lan, minh]);
    const quick = otherThan(slow);
    // The slow screen keeps showing a card that the server has long given to somebody else.
    slow.mute(true);
    await offerCard(quick.page).waitFor({ timeout: 15_000 });
    await Promise.all([slow.page.keyboard.press("Alt+A"), quick.page.keyboard.press("Alt+A")]);
    await waiting.page.getByText("đang ở đây").waitFor();
    await quick.page.getByRole("button", { name: "Kết thúc", exact: true }).waitFor();
    await slow.page
      .getByText(/đã có người khác nhận|không còn chờ bạn/u)
      .first()
      .waitFor();
    expect(await slow.page.getByRole("button", { name: "Kết thúc", exact: true }).count()).toBe(0);
    slow.mute(false);

    // A quick exit ends the chat on the server; the counsellor sees it and nothing goes out any more.
    await waiting.page.getByText("Thoát nhanh").click();
    await waiting.page.waitForURL(/\/exit/u);
    await quick.page.getByText(/rời đi nhanh/u).waitFor();
    expect(await quick.page.getByRole("textbox", { name: /Trả lời/u }).count()).toBe(0);
    await finishContact(quick.page, "Rời đi giữa chừng");
  });

  test("a silent chat is closed with one key and opened again within the undo seconds", async () => {
    await child("Có");
    const taker = await whoIsOffered([lan, minh], 25_000);
    await taker.page.keyboard.press("Alt+A");
    await taker.page.getByRole("button", { name: "Kết thúc", exact: true }).waitFor();
    await taker.page.keyboard.press("Alt+1");
    await taker.page.getByText("Đã đóng: Im lặng").waitFor();
    await taker.page.keyboard.press("Alt+U");
    await taker.page.getByRole("button", { name: "Kết thúc", exact: true }).waitFor();
    await taker.page.keyboard.press("Alt+1");
    await expect.poll(() => taker.page.getByText("Chưa có lượt nào").count(), { timeout: 15_000 }).toBe(1);
  });

  test("no page complained: no uncaught error, no violation of the page policy", () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
