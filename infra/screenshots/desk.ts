import type { Page } from "playwright-core";
import { finishContact } from "../e2e/counsellor-screen.ts";
import type { Camera } from "./camera.ts";
import { beginChat, openPhone, takePhone } from "./companion.ts";
import { showAnswered } from "./desk-answered.ts";
import { showEndings } from "./desk-endings.ts";
import { showRecord } from "./desk-record.ts";
import { signIn, type Place } from "./doors.ts";
import { showFloor } from "./floor.ts";
import { LOOKS, STAFF_SIZES, type Look } from "./looks.ts";
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
  "console-palette",
  "console-presence",
  "console-transfer",
  "console-previous",
  "console-by-hand",
  "console-escalate",
  "console-escalated",
  "console-wrap-up",
  "console-undo",
  "console-record-time",
  "console-rest",
  "console-rest-asked",
  "console-promised",
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
  await untilRead(page);
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
  await talk(page, child.page, TALK.vi);
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
  await showOffline(camera, second.page, "vi");
  await showEndings(camera, page);
  if (camera.wants("companion-chat", "companion-offline")) {
    await finishContact(page, "Đã chuyển gửi");
    await accept(page);
    await talk(page, third.page, TALK.en);
    await takePhone(camera, third.page, "companion-chat", "en");
    await showOffline(camera, third.page, "en");
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

/** The line of a phone is gone in the middle of a conversation; what is written then waits. */
async function showOffline(camera: Camera, child: Page, language: Look["language"]): Promise<void> {
  if (!camera.wants("companion-offline")) return;
  await child.context().setOffline(true);
  await child.getByRole("textbox").fill(language === "vi" ? "cô ơi" : "are you there?");
  await child.keyboard.press("Enter");
  await child
    .getByText(language === "vi" ? "Mất mạng, em cứ viết" : "Offline. Keep writing")
    .first()
    .waitFor();
  await child
    .getByText(/[3-9] (?:giây|seconds)/u)
    .first()
    .waitFor();
  await takePhone(camera, child, "companion-offline", language);
  await child.context().setOffline(false);
}

const TALK = {
  vi: [
    ["child", "cô ơi, giờ này có ai không ạ"],
    ["counsellor", "Cô Lan đây, cô đang nghe em. Em nhắn lúc này có tiện và an toàn không?"],
    ["child", "dạ có. bà em ngủ rồi ạ"],
    ["child", "mấy anh chị lớp trên cứ chặn em lúc tan học. hôm thì giấu dép, hôm thì lấy cặp. cả tuần nay rồi"],
    ["counsellor", "Cảm ơn em đã kể với cô. Chuyện này không phải lỗi của em đâu. Em có bị đau ở đâu không?"],
    ["child", "dạ không. nhưng thứ Hai em không muốn đi học nữa"],
  ],
  en: [
    ["child", "hi, is somebody there?"],
    ["counsellor", "Lan here, I am listening. Is now a safe time for you to write?"],
    ["child", "yes. my brother is in the other room"],
    ["child", "at the new school nobody talks to me. they laugh when I say something in Vietnamese"],
    ["counsellor", "Thank you for telling me. It is not your fault. How long has it been like this?"],
  ],
} as const;

/** A few words on both sides. */
async function talk(page: Page, child: Page, talk: (typeof TALK)[Look["language"]]): Promise<void> {
  for (const [who, words] of talk) {
    const [from, to] = who === "child" ? [child, page] : [page, child];
    if (who === "child") {
      await from.getByRole("textbox").fill(words);
      await from.getByRole("textbox").press("Enter");
    } else {
      await from.getByRole("textbox", { name: /Trả lời/u }).fill(words);
      await from.keyboard.press("Enter");
    }
    await to.getByText(words).first().waitFor();
  }
}
