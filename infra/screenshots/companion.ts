import type { Page } from "playwright-core";
import { changeAnswer } from "./answers.ts";
import type { Camera } from "./camera.ts";
import type { Place } from "./doors.ts";
import { LOOKS, PHONE_SIZE, type Look } from "./looks.ts";
import type { Scene } from "./scenes.ts";
import { settle } from "./wear.ts";

const WORDS = {
  vi: {
    write: "Nhắn tin",
    clear: "Cách xóa",
    back: "Quay lại",
    yes: "Có",
    callMe: "Gọi lại cho em",
    stop: "Dừng nhắn",
    stopYes: "Dừng lại",
    over: "Cảm ơn em đã nhắn",
  },
  en: {
    write: "Write to us",
    clear: "How to clear it",
    back: "Back",
    yes: "Yes",
    callMe: "Call me instead",
    stop: "Stop",
    stopYes: "Stop",
    over: "Thank you for writing",
  },
} as const;

/** A child's page in a language; it keeps that language for as long as it is open. `dress` comes before the page does. */
export async function openPhone(
  camera: Camera,
  place: Pick<Place, "address">,
  language: Look["language"],
  dress: (page: Page) => Promise<void> = () => Promise.resolve(),
) {
  const opened = await camera.open(PHONE_SIZE, true);
  await dress(opened.page);
  await opened.page.goto(`${place.address}/`);
  if (language === "en") await opened.page.getByRole("button", { name: "English" }).click();
  await opened.page.getByRole("button", { name: WORDS[language].write }).waitFor();
  return opened;
}

/** Begins a chat: from the first screen to waiting. */
export async function beginChat(page: Page, language: Look["language"] = "vi"): Promise<void> {
  const { write, yes, stop } = WORDS[language];
  await page.getByRole("button", { name: write }).click();
  await page.getByRole("button", { name: yes, exact: true }).click();
  await page.getByRole("button", { name: stop }).waitFor();
}

/** A picture of a child's page in both themes. */
export async function takePhone(camera: Camera, page: Page, scene: Scene, language: Look["language"]): Promise<void> {
  if (!camera.wants(scene)) return;
  for (const look of LOOKS.filter((each) => each.language === language)) {
    await page.emulateMedia({ colorScheme: look.theme });
    // A press may have scrolled to it.
    await page.evaluate("scrollTo(0, 0)");
    await settle(page);
    await camera.take(page, scene, look, PHONE_SIZE);
  }
}

const OWN = [
  "companion-first",
  "companion-begin",
  "companion-clear",
  "companion-waiting",
  "companion-waiting-long",
  "companion-call",
  "companion-stop",
  "companion-over",
] as const;

/** What a child sees without anybody being there: nobody may be on shift while these are taken. */
export async function showCompanion(camera: Camera, place: Place): Promise<void> {
  if (!camera.wants(...OWN)) return;
  for (const language of ["vi", "en"] as const) {
    const words = WORDS[language];
    const { page, context } = await openPhone(camera, place, language);
    const shot = (scene: Scene) => takePhone(camera, page, scene, language);
    await shot("companion-first");
    await page.getByRole("button", { name: words.clear }).click();
    await page.getByRole("button", { name: words.clear }).waitFor({ state: "detached" });
    await shot("companion-clear");
    await page.getByRole("button", { name: words.back }).click();
    await page.getByRole("button", { name: words.write }).click();
    await page.getByRole("button", { name: words.yes, exact: true }).waitFor();
    await shot("companion-begin");
    await page.getByRole("button", { name: words.yes, exact: true }).click();
    await page.getByRole("button", { name: words.stop }).waitFor();
    await shot("companion-waiting");
    await page.getByRole("button", { name: words.callMe }).click();
    await page.getByRole("form", { name: words.callMe }).waitFor();
    await shot("companion-call");
    await page.getByRole("button", { name: words.back }).click();
    await page.getByRole("button", { name: words.stop }).click();
    await page.getByRole("button", { name: words.stopYes, exact: true }).waitFor();
    await shot("companion-stop");
    await page.getByRole("button", { name: words.stopYes, exact: true }).click();
    await page.getByText(words.over).waitFor();
    await shot("companion-over");
    await context.close();
    await showLongWait(camera, place, language);
  }
}

/** Two minutes are not waited for: the server's answer says that they are over. */
async function showLongWait(camera: Camera, place: Place, language: Look["language"]): Promise<void> {
  if (!camera.wants("companion-waiting-long")) return;
  const { page, context } = await openPhone(camera, place, language);
  const isOver = `"callOfferedAt":"${new Date(0).toISOString()}"`;
  await changeAnswer(page, "/api/child/contacts", /"callOfferedAt":"[^"]*"/u, isOver);
  await beginChat(page, language);
  await takePhone(camera, page, "companion-waiting-long", language);
  await page.getByRole("button", { name: WORDS[language].stop }).click();
  await page.getByRole("button", { name: WORDS[language].stopYes, exact: true }).click();
  await page.getByText(WORDS[language].over).waitFor();
  await context.close();
}
