import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DESK_SIZE, isChromiumMissing, PHONE_SIZE, startBrowser } from "./browser.ts";
import { beginChat, openChild } from "./child-screen.ts";
import { offerCard } from "./counsellor-screen.ts";
import { startStack, type Stack } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A browser whose cable can be pulled: nothing arrives, nothing leaves, and nobody is told. */
type Cable = { readonly context: BrowserContext; pull(): Promise<void>; plug(): Promise<void> };

const AWAY = /Mất kết nối (\d+) giây/u;
const CHILD_AWAY = /Mất mạng, em cứ viết, sẽ gửi lại\. Đã (\d+) giây rồi\./u;

/** A child's word is one tone: whoever starts one is counted. */
const COUNT_SOUNDS = `
  globalThis.sounds = 0;
  const { createOscillator } = AudioContext.prototype;
  AudioContext.prototype.createOscillator = function () {
    globalThis.sounds += 1;
    return createOscillator.call(this);
  };
`;

async function openCable(browser: Browser, viewport: { width: number; height: number } = DESK_SIZE): Promise<Cable> {
  const context = await browser.newContext({ viewport, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  let isPulled = false;
  await context.routeWebSocket(/socket\.io/u, (socket) => {
    if (isPulled) return;
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (!isPulled) socket.send(message);
    });
    socket.onMessage((message) => {
      if (!isPulled) server.send(message);
    });
  });
  await context.addInitScript({ content: COUNT_SOUNDS });
  const change = async (pulled: boolean): Promise<void> => {
    isPulled = pulled;
    await context.setOffline(pulled);
  };
  return { context, pull: async () => change(true), plug: async () => change(false) };
}

const sounds = async (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { sounds: number }).sounds);

describe.skipIf(isChromiumMissing())("a screen that never lies", () => {
  let stack: Stack;
  let browser: Browser;
  let desk: Cable;
  let page: Page;
  let child: Page;
  const bar = (of: Page) => of.getByText(AWAY);
  const awaySeconds = async (of: Page): Promise<number> =>
    Number(AWAY.exec((await bar(of).first().textContent({ timeout: 30_000 })) ?? "")?.[1] ?? 0);
  const untilAwayFor = async (of: Page, seconds: number): Promise<void> => {
    await vi.waitFor(async () => expect(await awaySeconds(of)).toBeGreaterThanOrEqual(seconds), {
      timeout: 60_000,
      interval: 500,
    });
  };
  const untilChildAwayFor = async (of: Page, seconds: number): Promise<void> => {
    await vi.waitFor(
      async () => {
        const said = (await of.getByText(CHILD_AWAY).textContent({ timeout: 5_000 })) ?? "";
        expect(Number(CHILD_AWAY.exec(said)?.[1])).toBeGreaterThanOrEqual(seconds);
      },
      { timeout: 60_000, interval: 500 },
    );
  };
  const writeAndSend = async (of: Page, words: string): Promise<void> => {
    await of.getByRole("textbox").fill(words);
    await of.getByRole("textbox").press("Enter");
  };
  const reply = (of: Page) => of.getByRole("textbox", { name: /Trả lời/u });
  const writeReply = async (of: Page, words: string): Promise<void> => {
    await reply(of).fill(words);
    await reply(of).press("Enter");
    await of.getByRole("log").getByText(words).waitFor();
  };
  const enter = async (of: Page): Promise<void> => {
    const { username, password } = stack.signIns[0] ?? { username: "", password: "" };
    await of.goto(`${stack.address}/console/`);
    await of.getByLabel("Tên đăng nhập").fill(username);
    await of.getByLabel("Mật khẩu").fill(password);
    await of.getByRole("button", { name: "Đăng nhập" }).click();
  };

  beforeAll(async () => {
    stack = await startStack();
    browser = await startBrowser();
    desk = await openCable(browser);
    page = await desk.context.newPage();
    await enter(page);
    await page.getByRole("button", { name: "Bắt đầu ca" }).click();
    await page.getByText("Sẵn sàng").first().waitFor();
    child = (await openChild(browser, stack.address, "Có")).page;
    await offerCard(page).waitFor({ timeout: 30_000 });
    await page.keyboard.press("Alt+A");
    await page.getByLabel("Lời kể").waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test("the cable is pulled for twenty seconds: stale with seconds, typing goes on, everything is there once", async () => {
    await desk.pull();
    await page.getByLabel("Lời kể").fill("viết trong lúc mất mạng");
    await reply(page).fill("câu trả lời còn viết dở");
    await untilAwayFor(page, 20);
    expect(await page.getByRole("button", { name: "Kết thúc", exact: true }).isEnabled()).toBe(false);
    await child.getByRole("textbox").fill("con nhắn lúc cô mất mạng");
    await child.keyboard.press("Enter");
    await desk.plug();
    await bar(page).waitFor({ state: "detached", timeout: 30_000 });
    await page.getByText("con nhắn lúc cô mất mạng").last().waitFor();
    const inConversation = page.getByRole("log").getByText("con nhắn lúc cô mất mạng");
    expect(await inConversation.count()).toBe(1);
    expect(await page.getByLabel("Lời kể").inputValue()).toBe("viết trong lúc mất mạng");
    // What was typed and not sent is where it was, and nowhere else.
    expect(await reply(page).inputValue()).toBe("câu trả lời còn viết dở");
    expect(await child.getByText("câu trả lời còn viết dở").count()).toBe(0);
  });

  test("the server hangs, dies and comes back: the screen says so, catches up, and keeps what was typed", async () => {
    // Killed at once it would be back before anybody could say so: it is restarted within a second.
    stack.hangServer();
    await page.getByLabel("Lời kể").fill("viết trong lúc máy chủ chết");
    await writeAndSend(child, "con viết lúc máy chủ chết");
    await bar(page).waitFor({ timeout: 30_000 });
    await child.getByText(CHILD_AWAY).waitFor({ timeout: 30_000 });
    await child.getByRole("textbox").fill("con đang viết dở");
    stack.killServer();
    await bar(page).waitFor({ state: "detached", timeout: 60_000 });
    await child.getByText(CHILD_AWAY).waitFor({ state: "detached", timeout: 60_000 });
    expect(await child.getByRole("textbox").inputValue()).toBe("con đang viết dở");
    await page.getByRole("log").getByText("con viết lúc máy chủ chết").waitFor({ timeout: 30_000 });
    await child.getByRole("textbox").fill("sau khi máy chủ sống lại");
    await child.keyboard.press("Enter");
    await page.getByRole("log").getByText("sau khi máy chủ sống lại").waitFor({ timeout: 30_000 });
    for (const words of ["con nhắn lúc cô mất mạng", "con viết lúc máy chủ chết"]) {
      expect(await page.getByRole("log").getByText(words).count()).toBe(1);
    }
  });

  test("a child's cable is pulled for twenty seconds: gentle words with seconds, and what is written goes out once", async () => {
    const phone = await openCable(browser, PHONE_SIZE);
    const waiting = await phone.context.newPage();
    await waiting.clock.install();
    await beginChat(waiting, stack.address, "Có");
    await phone.pull();
    await writeAndSend(waiting, "con viết lúc mất mạng");
    await waiting.getByRole("log").getByText("con viết lúc mất mạng").waitFor();
    await waiting.clock.fastForward(20_000);
    await untilChildAwayFor(waiting, 20);
    await waiting.getByRole("textbox").fill("và còn viết tiếp");
    await phone.plug();
    await waiting.getByText(CHILD_AWAY).waitFor({ state: "detached", timeout: 30_000 });
    await waiting.getByText("chưa gửi được, sẽ gửi lại").waitFor({ state: "detached", timeout: 30_000 });
    expect(await waiting.getByRole("textbox").inputValue()).toBe("và còn viết tiếp");
    await waiting.getByRole("textbox").press("Enter");
    await waiting.getByRole("log").getByText("và còn viết tiếp").waitFor();
    await waiting.getByText(/đang gửi|chưa gửi được/u).waitFor({ state: "detached", timeout: 30_000 });

    // The phone slept: what was true ten minutes ago is not shown as true now.
    await phone.pull();
    // What was on its way when the cable went may still arrive, and would count from then on.
    await waiting.clock.fastForward(20_000);
    await untilChildAwayFor(waiting, 1);
    await waiting.clock.fastForward(600_000);
    await untilChildAwayFor(waiting, 600);
    await phone.plug();
    await waiting.getByText(CHILD_AWAY).waitFor({ state: "detached", timeout: 30_000 });

    // The house has each once.
    const newest = "select id from contact order by arrived_at desc limit 1";
    const { rows } = await stack.asOwner(
      `select count(*)::int as messages from message where contact_id = (${newest}) and author = 'child'`,
    );
    expect(rows).toEqual([{ messages: 2 }]);
    await phone.context.close();
  });

  test("the machine sleeps: on wake the clock has jumped, and the screen is stale until it has heard again", async () => {
    const other = await openCable(browser);
    const sleeper = await other.context.newPage();
    await sleeper.clock.install();
    await enter(sleeper);
    await sleeper.getByText("Nhận chuông ở đây").waitFor({ timeout: 30_000 });
    await other.pull();
    await sleeper.clock.fastForward(600_000);
    await untilAwayFor(sleeper, 600);
    await other.plug();
    await bar(sleeper).waitFor({ state: "detached", timeout: 30_000 });
    await other.context.close();
  });

  test("a second tab mirrors and is silent; when the first closes, what rings there rings here", async () => {
    const mirror = await desk.context.newPage();
    await mirror.goto(`${stack.address}/console/`);
    await mirror.getByText("Chuông đang reo ở một thẻ khác của trình duyệt này.").waitFor({ timeout: 30_000 });
    await mirror.mouse.click(5, 5);
    const before = [await sounds(page), await sounds(mirror)];
    await page.bringToFront();
    await child.getByRole("textbox").fill("chuông reo một nơi");
    await child.keyboard.press("Enter");
    await mirror.getByRole("log").getByText("chuông reo một nơi").waitFor({ timeout: 30_000 });
    await vi.waitFor(async () => expect(await sounds(page)).toBe((before[0] ?? 0) + 1));
    expect(await sounds(mirror)).toBe(before[1]);

    await page.close();
    await mirror.getByText("Chuông đang reo ở một thẻ khác của trình duyệt này.").waitFor({ state: "detached" });
    await child.getByRole("textbox").fill("bây giờ reo ở đây");
    await child.keyboard.press("Enter");
    await vi.waitFor(async () => expect(await sounds(mirror)).toBe((before[1] ?? 0) + 1), { timeout: 20_000 });
    page = mirror;
  });

  test("another browser says where it rings, and takes over when asked; the first becomes the mirror", async () => {
    const other = await openCable(browser);
    const second = await other.context.newPage();
    await enter(second);
    await second.getByText("Chuông đang reo ở một trình duyệt hoặc máy khác.").waitFor({ timeout: 30_000 });
    await second.getByRole("button", { name: "Nhận chuông ở đây" }).click();
    await page.getByText("Chuông đang reo ở một trình duyệt hoặc máy khác.").waitFor({ timeout: 30_000 });
    const before = [await sounds(page), await sounds(second)];
    await child.getByRole("textbox").fill("chuông đã dời chỗ");
    await child.keyboard.press("Enter");
    await vi.waitFor(async () => expect(await sounds(second)).toBe((before[1] ?? 0) + 1), { timeout: 20_000 });
    expect(await sounds(page)).toBe(before[0]);

    // Typed here, its line is cut, and the other desk answers meanwhile: nothing typed is lost, nothing is said twice.
    await reply(page).fill("câu viết dở khi bàn khác nhận chuông");
    await desk.pull();
    await writeReply(second, "bàn kia trả lời trước");
    await bar(page).waitFor({ timeout: 30_000 });
    expect(await reply(page).inputValue()).toBe("câu viết dở khi bàn khác nhận chuông");
    await desk.plug();
    await bar(page).waitFor({ state: "detached", timeout: 30_000 });
    await page.getByRole("log").getByText("bàn kia trả lời trước").waitFor({ timeout: 30_000 });
    await reply(page).press("Enter");
    const once = "câu viết dở khi bàn khác nhận chuông";
    for (const of of [page, second, child]) {
      await of.getByRole("log").getByText(once).first().waitFor({ timeout: 30_000 });
      for (const words of ["bàn kia trả lời trước", once]) {
        expect(await of.getByRole("log").getByText(words).count()).toBe(1);
      }
    }
    await other.context.close();
  });
});
