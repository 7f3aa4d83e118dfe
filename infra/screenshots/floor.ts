import type { Page } from "playwright-core";
import { lengthenNames } from "./answers.ts";
import type { Camera } from "./camera.ts";
import { signIn, type Place } from "./doors.ts";
import { LOOKS, STAFF_SIZES } from "./looks.ts";

const people = (page: Page) => page.getByRole("grid", { name: /Người trực|People/u });

/** The floor while two counsellors are in conversation and a child waits; `desk` is the first one's. */
export async function showFloor(camera: Camera, place: Place, desk: Page): Promise<void> {
  const scenes = ["floor", "floor-move", "floor-undo", "floor-state", "floor-stale", "floor-long-names"] as const;
  if (!camera.wants(...scenes, "floor-loading", "console-offer-beside", "console-told")) return;
  const { page, context } = await camera.open(STAFF_SIZES[0]);
  await signIn(page, place, "console", "giam-sat");
  await people(page).getByText("Trò chuyện web").first().waitFor();
  await camera.show(page, "floor");
  if (camera.wants("floor-move", "floor-undo", "console-offer-beside")) await showMove(camera, page, desk);
  if (camera.wants("floor-state", "console-told")) await showState(camera, page, desk);
  if (camera.wants("floor-stale")) {
    await context.setOffline(true);
    await page
      .getByText(/\d+ giây/u)
      .first()
      .waitFor();
    await page.locator("[data-stale=true]").first().waitFor();
    await camera.show(page, "floor-stale");
    await context.setOffline(false);
  }
  if (camera.wants("floor-long-names")) {
    const end = await lengthenNames(page);
    await page.reload();
    await people(page).getByText("Trò chuyện web").first().waitFor();
    await camera.show(page, "floor-long-names");
    await end();
  }
  if (camera.wants("floor-loading")) {
    await page.route("**/api/floor**", () => undefined);
    await page.reload();
    await page.getByText(/Đang/u).first().waitFor();
    await camera.show(page, "floor-loading", { looks: LOOKS.slice(0, 2), sizes: [STAFF_SIZES[0]] });
  }
  await context.close();
}

/** Lan is sent on a break, reads it, and is put back. */
async function showState(camera: Camera, page: Page, desk: Page): Promise<void> {
  await people(page).getByRole("row", { name: "Lan" }).first().click();
  await page.keyboard.press("Alt+S");
  await page.getByRole("dialog").waitFor();
  await camera.show(page, "floor-state");
  await page.keyboard.type("nghi");
  await page.keyboard.press("Enter");
  await desk.getByText(/vừa đổi trạng thái của bạn/u).waitFor();
  await page.keyboard.press("Alt+U");
  const understood = desk.getByRole("button", { name: "Đã rõ" });
  await desk
    .getByText(/Sẵn sàng/u)
    .nth(1)
    .waitFor();
  await camera.show(desk, "console-told");
  while ((await understood.count()) > 0) await understood.first().click();
}

/** The child who waits is given to Lan by name, who has a conversation already: the panel says what that overrides. */
async function showMove(camera: Camera, page: Page, desk: Page): Promise<void> {
  await page.getByRole("grid", { name: "Hàng đợi" }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Alt+M");
  await page.getByRole("dialog").waitFor();
  await camera.show(page, "floor-move");
  await page.getByRole("dialog").getByRole("combobox").last().fill("lan");
  await page
    .getByRole("dialog")
    .getByText(/1 đến .*Lan/u)
    .waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Hoàn tác" }).waitFor();
  await camera.show(page, "floor-undo", { looks: [LOOKS[0]], sizes: [STAFF_SIZES[0]] });
  const card = desk.getByRole("article", { name: /Lời mời nhận lượt/u });
  await card.waitFor();
  await camera.show(desk, "console-offer-beside");
}
