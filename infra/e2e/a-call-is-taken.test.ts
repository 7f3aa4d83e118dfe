import { isAsteriskMissing } from "@nightlight/testkit/asterisk";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../setup/free-port.ts";
import { findingsOf } from "./accessibility.ts";
import { makeCertificate } from "./certificate.ts";
import { isChromiumMissing, openScreen, PHONE_SIZE, startBrowser } from "./browser.ts";
import { finishContact, offerCard, openCounsellor, type CounsellorScreen } from "./counsellor-screen.ts";
import { startStack, type Stack } from "./stack.ts";
import { cutableLine, giveTone, loudest, onlyThrough, watchWays, wayOf } from "./telephone-screen.ts";
import { openTlsFront, type TlsFront } from "./tls-front.ts";
import { isTurnMissing, startTurn, type TurnServer } from "./turn-server.ts";

const [CHILD_HZ, LAN_HZ] = [1_150, 1_650];
const WAIT = { timeout: 20_000 };

/**
 * A telephone, the product as `npm start` runs it with an Asterisk of its own, and a counsellor's real browser. Pages come by
 * HTTPS with a certificate of this machine's own, so their lines to the exchange are `wss`; and there is a TURN server.
 */
describe.skipIf(isChromiumMissing() || isAsteriskMissing())("a telephone call", () => {
  const folder = mkdtempSync(join(tmpdir(), "nightlight-call-"));
  let address: string;
  let front: TlsFront;
  let turn: TurnServer | undefined;
  const lineAddresses: string[] = [];
  let stack: Stack;
  let browser: Browser;
  let lan: CounsellorScreen;
  let child: SipPhone;
  let telephoneLine: Awaited<ReturnType<typeof cutableLine>>;

  beforeAll(async () => {
    const [sipPort, frontPort] = [await freeUdpPort(), await freePort()];
    address = `https://127.0.0.1:${String(frontPort)}`;
    const own = makeCertificate(folder);
    if (!isTurnMissing()) turn = await startTurn(own);
    [stack, browser] = await Promise.all([
      startStack("small", { sipPort, environment: { PUBLIC_ORIGIN: address, ...turn?.environment } }),
      startBrowser([
        ...["--allow-loopback-in-peer-connection", "--autoplay-policy=no-user-gesture-required"],
        own.chromiumFlag,
      ]),
    ]);
    front = await openTlsFront(frontPort, Number(new URL(stack.address).port), own);
    const signIn = stack.signIns.find(({ username }) => username === "lan");
    if (signIn === undefined) throw new Error("there is no lan");
    lan = await openCounsellor(browser, address, signIn, async (page) => {
      page.on("websocket", (line) => lineAddresses.push(line.url()));
      await giveTone(page, LAN_HZ);
      await watchWays(page);
      telephoneLine = await cutableLine(page);
    });
    child = await openPhone({ host: "127.0.0.1", port: sipPort }, CHILD_HZ);
  });
  afterAll(async () => {
    await child.close();
    await browser.close();
    await front.close();
    await stack.stop();
    await turn?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("rings on the same card, is taken with the same key, and both hear each other; muted, on hold, ended", async () => {
    const { page } = lan;
    await page.getByRole("button", { name: "Điện thoại", exact: true }).waitFor({ timeout: 100_000 });
    const line = await child.call("111");
    await offerCard(page).waitFor(WAIT);
    await page.keyboard.press("Alt+A");
    const panel = page.getByRole("region", { name: "Cuộc gọi" });
    await panel.getByText("Đang nói chuyện").waitFor(WAIT);
    await expect.poll(() => line.hears([CHILD_HZ, LAN_HZ]), WAIT).toEqual([LAN_HZ]);
    await expect.poll(() => loudest(page), WAIT).toBe(CHILD_HZ);
    expect(await findingsOf(page)).toEqual([]);

    await page.keyboard.press("Alt+Q");
    await panel.getByText("micrô đang tắt").waitFor();
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([]);
    await page.keyboard.press("Alt+Q");
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([LAN_HZ]);

    await page.keyboard.press("Alt+W");
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([]);
    await page.keyboard.press("Alt+W");
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([LAN_HZ]);

    await page.getByRole("button", { name: "Kết thúc", exact: true }).click();
    await line.becomes("over");
    await panel.waitFor({ state: "detached" });
    expect(lan.complaints).toEqual([]);
  });

  test("a page that is loaded again in the middle of a call is rung again; the caller waits and is not alone", async () => {
    const { page } = lan;
    await finishContact(page, "Đã tư vấn");
    const line = await child.call("111");
    await offerCard(page).waitFor(WAIT);
    await page.keyboard.press("Alt+A");
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([LAN_HZ]);
    await page.reload();
    await page.getByRole("region", { name: "Cuộc gọi" }).getByText("Đang nói chuyện").waitFor(WAIT);
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([LAN_HZ]);

    // The line to the exchange breaks: the sound takes another way, and what is said of the call arrives again afterwards.
    await telephoneLine.cut();
    await page.getByRole("button", { name: "Mất tổng đài" }).waitFor(WAIT);
    expect(line.hears([LAN_HZ])).toEqual([LAN_HZ]);
    expect(await loudest(page)).toBe(CHILD_HZ);
    await page.getByRole("button", { name: "Điện thoại", exact: true }).waitFor(WAIT);
    line.hangUp();
    await page.getByRole("region", { name: "Cuộc gọi" }).waitFor({ state: "detached" });
    await expect.poll(() => loudest(page), WAIT).toBe(0);
  });

  test("a child calls from the page: no number, both hear each other, and the quick exit hangs up", async () => {
    const { page } = lan;
    await finishContact(page, "Đã tư vấn");
    const screen = await openScreen(browser, { size: PHONE_SIZE, isPhone: true });
    await giveTone(screen.page, CHILD_HZ);
    await screen.page.goto(`${address}/`);
    await screen.page.getByText("Gọi qua mạng").click();
    await screen.page.getByText("Em là người tiếp theo.").waitFor(WAIT);
    expect(await findingsOf(screen.page)).toEqual([]);
    await offerCard(page).waitFor(WAIT);
    await page.keyboard.press("Alt+A");
    await screen.page.getByText("Cô chú đang nghe em.").waitFor(WAIT);
    await expect.poll(() => loudest(page), WAIT).toBe(CHILD_HZ);
    await expect.poll(() => loudest(screen.page), WAIT).toBe(LAN_HZ);
    expect(await findingsOf(screen.page)).toEqual([]);
    await screen.page.getByText("Thoát nhanh").click();
    await page.getByRole("region", { name: "Cuộc gọi" }).waitFor({ state: "detached" });
    expect(screen.complaints).toEqual([]);
    expect(lan.complaints).toEqual([]);
  });

  test.skipIf(isTurnMissing())(
    "where networks let nothing through but a TURN server, a child and a counsellor hear each other by it alone",
    async () => {
      const { page } = lan;
      await finishContact(page, "Đã tư vấn");
      const before = turn?.passes().length;
      await onlyThrough(page, "turn:");
      const screen = await openScreen(browser, { size: PHONE_SIZE, isPhone: true });
      await giveTone(screen.page, CHILD_HZ);
      await watchWays(screen.page);
      screen.page.on("websocket", (line) => lineAddresses.push(line.url()));
      await screen.page.goto(`${address}/`);
      await onlyThrough(screen.page, "turns:");
      await screen.page.getByText("Gọi qua mạng").click();
      await offerCard(page).waitFor(WAIT);
      await page.keyboard.press("Alt+A");
      await expect.poll(() => loudest(page), WAIT).toBe(CHILD_HZ);
      await expect.poll(() => loudest(screen.page), WAIT).toBe(LAN_HZ);
      // Neither end told the other of any way of its own, so there was none to fall back on.
      expect(await wayOf(page)).toEqual({ chosen: "relay", by: "udp", told: ["relay"] });
      expect(await wayOf(screen.page)).toEqual({ chosen: "relay", by: "tls", told: ["relay"] });
      expect(new Set(turn?.passes().slice(before)).size).toBe(2);
      const lines = lineAddresses.filter((each) => each.includes("/sip?"));
      expect(lines.length).toBeGreaterThanOrEqual(2);
      expect(lines.filter((each) => !each.startsWith("wss://127.0.0.1:"))).toEqual([]);
      await screen.page.getByText("Thoát nhanh").click();
      await page.getByRole("region", { name: "Cuộc gọi" }).waitFor({ state: "detached" });
      expect([...screen.complaints, ...lan.complaints]).toEqual([]);
      await screen.context.close();
    },
  );

  test.skipIf(isTurnMissing())(
    "the TURN server of the example leads to Asterisk and nowhere else, and only whoever has a pass of ours",
    async () => {
      const secret = turn?.environment.VOICE_TURN_SECRET ?? "";
      expect(await turn?.ask("127.0.0.2", secret)).toContain("403 (Forbidden IP)");
      expect(await turn?.ask("127.0.0.1", "another secret than ours")).toContain("Cannot complete Allocation");
    },
  );

  test("a counsellor's browser that is killed in a call: the caller hears music, and is not alone", async () => {
    const { page } = lan;
    await finishContact(page, "Đã tư vấn");
    const line = await child.call("111");
    await offerCard(page).waitFor(WAIT);
    await page.keyboard.press("Alt+A");
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([LAN_HZ]);
    await page.close();
    await expect.poll(() => line.hears([LAN_HZ]), WAIT).toEqual([]);
    await expect.poll(() => line.receives(), WAIT).toBe(true);
    expect(line.state).toBe("up");
    line.hangUp();
  });
});

async function freeUdpPort(): Promise<number> {
  const probe = createSocket("udp4");
  return new Promise((resolve) => {
    probe.bind(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
