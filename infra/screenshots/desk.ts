import type { Page } from "playwright-core";
import type { Camera } from "./camera.ts";
import { beginChat, openPhone, takePhone } from "./companion.ts";
import { showAnswered } from "./desk-answered.ts";
import { showEndings } from "./desk-endings.ts";
import { showRecord } from "./desk-record.ts";
import { signIn, type Place } from "./doors.ts";
import { showFloor } from "./floor.ts";
import { LOOKS, STAFF_SIZES } from "./looks.ts";
import type { Scene } from "./scenes.ts";
import { untilRead } from "./wear.ts";

const SCENES: readonly Scene[] = [
  "console-start",
  "console-empty",
  "console-offer",
  "console-decline",
  "console-missed",
  "console-offer-beside",
  "console-chat",
  "console-keys",
  "console-presence",
  "console-transfer",
  "console-previous",
  "console-by-hand",
  "console-escalate",
  "console-escalated",
  "console-wrap-up",
  "console-undo",
  "console-rest",
  "console-rest-asked",
  "console-handover",
  "console-stale",
  "console-mirror",
  "console-long-names",
  "companion-chat",
  "companion-offline",
  "floor",
  "floor-move",
  "floor-undo",
  "floor-state",
  "floor-stale",
  "floor-long-names",
  "floor-loading",
];

const offerCard = (page: Page) => page.getByRole("article", { name: /Lời mời nhận lượt/u });

/** A counsellor's shift from its start to a contact that has been closed, and the floor above it. */
export async function showDesk(camera: Camera, place: Place): Promise<void> {
  if (!camera.wants(...SCENES)) return;
  const { page, context } = await camera.open(STAFF_SIZES[0]);
  await signIn(page, place, "console", "lan");
  const start = page.getByRole("button", { name: "Bắt đầu ca" });
  await start.waitFor();
  await camera.show(page, "console-start");
  await start.click();
  await page.getByText("Sẵn sàng").first().waitFor();
  await untilRead(page);
  await camera.show(page, "console-empty");

  const child = await openPhone(camera, place, "vi");
  await beginChat(child.page);
  await offerCard(page).waitFor();
  await camera.show(page, "console-offer");
  if (camera.wants("console-decline")) {
    await page.keyboard.press("Alt+0");
    await camera.show(page, "console-decline", { looks: LOOKS.slice(0, 2), sizes: [STAFF_SIZES[0]] });
    await page.keyboard.press("Escape");
  }
  await accept(page);
  await talk(page, child.page);
  await takePhone(camera, child.page, "companion-chat", "vi");
  const minh = await camera.open(STAFF_SIZES[0]);
  await showRecord(camera, page);
  await signIn(minh.page, place, "console", "minh");
  await minh.page.getByRole("button", { name: "Bắt đầu ca" }).click();
  await minh.page.getByText("Sẵn sàng").first().waitFor();
  await showAnswered(camera, page, context);
  // Minh takes the second child; the third, whose language only Lan speaks, waits for her.
  const second = await openPhone(camera, place, "vi");
  await beginChat(second.page);
  await accept(minh.page);
  const third = await openPhone(camera, place, "en");
  await beginChat(third.page, "en");
  await showFloor(camera, place, page);
  await showEndings(camera, page);
  if (camera.wants("companion-offline")) {
    await child.context.setOffline(true);
    await child.page.getByText("Mất mạng").first().waitFor();
    await takePhone(camera, child.page, "companion-offline", "vi");
  }
  for (const each of [child, second, third, minh]) await each.context.close();
  await context.close();
}

/** What is offered is taken, by its key. */
async function accept(page: Page): Promise<void> {
  await offerCard(page).waitFor();
  await page.keyboard.press("Alt+A");
  await offerCard(page).waitFor({ state: "detached" });
}

const TALK = [
  ["child", "cô ơi, giờ này có ai không ạ"],
  ["counsellor", "Cô Lan đây, cô đang nghe em. Em nhắn lúc này có tiện và an toàn không?"],
  ["child", "dạ có. bà em ngủ rồi ạ"],
  ["child", "mấy anh chị lớp trên cứ chặn em lúc tan học. hôm thì giấu dép, hôm thì lấy cặp. cả tuần nay rồi"],
  ["counsellor", "Cảm ơn em đã kể với cô. Chuyện này không phải lỗi của em đâu. Em có bị đau ở đâu không?"],
  ["child", "dạ không. nhưng thứ Hai em không muốn đi học nữa"],
] as const;

/** A few words on both sides. */
async function talk(page: Page, child: Page): Promise<void> {
  for (const [who, words] of TALK) {
    const [from, to] = who === "child" ? [child, page] : [page, child];
    if (who === "child") {
      await from.getByRole("textbox").fill(words);
      await from.getByRole("button", { name: "Gửi" }).click();
    } else {
      await from.getByRole("textbox", { name: /Trả lời/u }).fill(words);
      await from.keyboard.press("Enter");
    }
    await to.getByText(words).first().waitFor();
  }
}
