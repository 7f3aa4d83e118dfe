import { openCaller } from "@nightlight/simulation/caller/caller";
import { createSocket } from "node:dgram";
import type { Page } from "playwright-core";
import { startStack } from "../e2e/stack.ts";
import { giveTone } from "../e2e/telephone-screen.ts";
import { findAsterisk } from "../setup/asterisk/asterisk-program.ts";
import type { Camera } from "./camera.ts";
import { signIn, type Place } from "./doors.ts";
import { openPhone, takePhone } from "./companion.ts";
import { STAFF_SIZES, type Look } from "./looks.ts";
import { OUTSIDE_SCENES, showTaskCall, showThird } from "./outside-calls.ts";
import type { Scene } from "./scenes.ts";
import { untilRead } from "./wear.ts";

export const CALL_SCENES = [
  "console-telephone",
  "console-call-offer",
  "console-call",
  "console-call-joined",
  "console-call-recorded",
  ...OUTSIDE_SCENES,
  "room-recorded-queues",
  "room-watch-contact",
  "room-listening",
  "room-restriction",
  "companion-web-call",
] as const satisfies readonly Scene[];

const DESK_HZ = 1_650;
const CHILD_HZ = 700;
const SWITCHBOARD_MS = 120_000;
const TALKING_MS = 2_500;
const WHY = "Nghe cùng người mới vào ca, ca này có thể khó.";
const WHY_BEHIND = "Mười lần gọi trong một giờ, lần nào cũng cười rồi gác máy.";

/** A telephone call, with a switchboard of its own: it would ring in nobody else's pictures. */
export async function showCalls(camera: Camera): Promise<void> {
  if (!camera.wants(...CALL_SCENES)) return;
  if ((await findAsterisk()) === undefined) throw new Error("There is no Asterisk here, so nobody can be called.");
  const sipPort = await freeUdpPort();
  const stack = await startStack("small", { sipPort });
  const child = await openCaller(sipPort);
  try {
    const { page, context } = await camera.open(STAFF_SIZES[0]);
    await giveTone(page, DESK_HZ);
    await signIn(page, stack, "console", "lan");
    await page.getByRole("button", { name: "Bắt đầu ca" }).click();
    await page.getByRole("button", { name: "Điện thoại", exact: true }).click({ timeout: SWITCHBOARD_MS });
    await page.getByRole("dialog").waitFor();
    await camera.show(page, "console-telephone");
    await page.keyboard.press("Escape");

    await showTaskCall(camera, page);
    const hangUp = await child.call("111");
    await page.getByRole("article", { name: /Lời mời nhận lượt/u }).waitFor();
    await camera.show(page, "console-call-offer", { sizes: [STAFF_SIZES[0]] });
    await page.keyboard.press("Alt+A");
    const panel = page.getByRole("region", { name: "Cuộc gọi" });
    await panel.getByText("Đang nói chuyện").waitFor();
    await panel.getByRole("time").waitFor();
    await camera.show(page, "console-call");
    await showThird(camera, page);

    const supervisor = await camera.open(STAFF_SIZES[0]);
    await giveTone(supervisor.page, DESK_HZ);
    await signIn(supervisor.page, stack, "console", "giam-sat");
    await supervisor.page.goto(`${stack.address}/console/?at=watch`);
    await untilRead(supervisor.page);
    await showListening(camera, supervisor.page);
    await panel.getByText(/đang nói riêng với bạn/u).waitFor();
    await camera.show(page, "console-call-joined");
    await showRestriction(camera, supervisor.page);
    await showRecording(camera, stack, page);
    hangUp();
    await supervisor.context.close();
    await context.close();
    for (const language of ["vi", "en"] as const) await showWebCall(camera, stack.address, language);
  } finally {
    await child.close();
    await stack.stop();
  }
}

/** Into the call: opened with a reason, then heard, then a word to the counsellor alone. */
async function showListening(camera: Camera, page: Page): Promise<void> {
  await page.locator("tbody button").first().click();
  const side = page.getByRole("complementary");
  await side.getByRole("textbox", { name: "Lý do" }).fill(WHY);
  await camera.show(page, "room-watch-contact");
  await side.getByRole("button", { name: "Mở để đọc" }).click();
  await side.getByRole("button", { name: "Nói riêng với người trực" }).waitFor();
  const turnOn = side.getByRole("button", { name: "Bật điện thoại" });
  const ready = side.getByText(/tự trả lời/u);
  await turnOn.or(ready).first().waitFor();
  if (await turnOn.isVisible()) await turnOn.click();
  await ready.waitFor({ timeout: SWITCHBOARD_MS });
  await side.getByRole("button", { name: "Nói riêng với người trực" }).click();
  await side.getByText("Chỉ người trực nghe thấy bạn.").waitFor();
  await camera.show(page, "room-listening");
}

/** A queue that is recorded, and a call in it: its caller was told, it paused once, and goes on. */
async function showRecording(camera: Camera, place: Place, desk: Page): Promise<void> {
  if (!camera.wants("console-call-recorded", "room-recorded-queues")) return;
  const { page, context } = await camera.open(STAFF_SIZES[0]);
  await signIn(page, place, "console", "quan-tri");
  await page.goto(`${place.address}/console/?at=channels`);
  await page.getByRole("button", { name: "Bật ghi âm: Hàng chờ chung" }).click();
  await page.getByText(/Ghi từ/u).waitFor();
  await untilRead(page);
  await camera.show(page, "room-recorded-queues");
  await context.close();
  await desk.getByRole("button", { name: "Đã nói, bắt đầu ghi" }).click();
  await desk.getByText("Đang ghi âm").waitFor();
  await desk.waitForTimeout(TALKING_MS);
  await desk.getByRole("button", { name: "Tạm dừng" }).click();
  await desk.getByText(/^Đoạn ghi âm lúc/u).waitFor();
  await desk.getByRole("button", { name: "Ghi tiếp" }).click();
  await desk.getByText("Đang ghi âm").waitFor();
  await camera.show(desk, "console-call-recorded");
}

/** Whoever this came from stands behind the others for a while: the list says so above the table. */
async function showRestriction(camera: Camera, page: Page): Promise<void> {
  await page.getByRole("button", { name: "Xếp sau vì gọi phá…" }).click();
  const form = page.getByRole("form", { name: "Xếp sau vì gọi phá…" });
  await form.getByRole("textbox").fill(WHY_BEHIND);
  await form.getByRole("button").click();
  await page.getByRole("region", { name: "Số đang bị xếp sau" }).waitFor();
  await camera.show(page, "room-restriction");
}

/** A call from the child's own page, waiting. */
async function showWebCall(camera: Camera, address: string, language: Look["language"]): Promise<void> {
  if (!camera.wants("companion-web-call")) return;
  const dress = (page: Page): Promise<void> => giveTone(page, CHILD_HZ);
  const { page, context } = await openPhone(camera, { address }, language, dress);
  await page.getByRole("button", { name: language === "vi" ? "Gọi qua mạng" : "Call over the internet" }).click();
  await page.getByRole("button", { name: language === "vi" ? "Em không nói được" : /cannot speak/iu }).waitFor();
  await takePhone(camera, page, "companion-web-call", language);
  await context.close();
}

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
