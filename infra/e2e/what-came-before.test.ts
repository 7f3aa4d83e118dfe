import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { isChromiumMissing, startBrowser } from "./browser.ts";
import { finishContact, offerCard, openCounsellor, type CounsellorScreen } from "./counsellor-screen.ts";
import { startStack, type Stack } from "./stack.ts";

const GATEWAY_KEY = "demo-gateway-key-not-for-production";

describe.skipIf(isChromiumMissing())("a number that comes back", () => {
  let stack: Stack;
  let browser: Browser;
  let lan: CounsellorScreen;

  const arrive = async (identity: string, text: string): Promise<void> => {
    const reply = await fetch(`${stack.address}/api/carriers/contacts`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${GATEWAY_KEY}`,
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({ identity, text }),
    });
    expect(reply.status).toBe(201);
    await offerCard(lan.page).waitFor({ timeout: 15_000 });
    await lan.page.keyboard.press("Alt+A");
    await lan.page.getByRole("log").getByText(text).waitFor();
  };

  beforeAll(async () => {
    stack = await startStack();
    browser = await startBrowser();
    const signIn = stack.signIns.find(({ username }) => username === "lan");
    if (signIn === undefined) throw new Error("the start named no lan");
    lan = await openCounsellor(browser, stack.address, signIn);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  test("what was noted then stands beside the live contact, and is found again by keys alone", async () => {
    const { page } = lan;
    await arrive("01692345678", "Con sợ lắm");
    await page.getByLabel("Lời kể").fill("Cha dượng đánh cháu. Hẹn gọi lại thứ hai.");
    await page
      .getByText(/Đã lưu/u)
      .first()
      .waitFor();
    await finishContact(page, "Đã tư vấn");
    await page.getByText("Đã đóng: Đã tư vấn").waitFor();

    await arrive("+84 39 234 5678", "Lại là con đây");
    await page.getByRole("tab", { name: "Lần trước 1" }).click();
    await page.getByText("cùng số di động").waitFor();
    await page
      .getByRole("tabpanel", { name: /Lần trước/u })
      .getByRole("button")
      .click();
    await page.getByRole("definition").getByText("Hẹn gọi lại thứ hai").waitFor();
    await page.getByText(/Bạn mở mục này lúc/u).waitFor();
    expect(await findingsOf(page)).toEqual([]);

    await page.evaluate("document.activeElement?.blur()");
    await page.keyboard.press("Slash");
    await page.getByRole("searchbox").waitFor();
    await page.keyboard.type("cha duong");
    await page.locator("mark", { hasText: "dượng" }).waitFor();
    expect(await findingsOf(page)).toEqual([]);
    expect(page.url()).not.toContain("duong");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Lượt liên hệ tìm được" }).getByText("Con sợ lắm").waitFor();
    expect(await findingsOf(page)).toEqual([]);
    expect(lan.complaints).toEqual([]);
  });
});
