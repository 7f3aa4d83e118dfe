import type { Page } from "playwright-core";
import { changeAnswer } from "./answers.ts";
import type { Camera } from "./camera.ts";
import { STAFF_SIZES } from "./looks.ts";
import { untilRead } from "./wear.ts";

const MINUTE = 60_000;

/** The end of a contact: what is missing, closed, and taken back for each picture anew. */
export async function showEndings(camera: Camera, page: Page): Promise<void> {
  if (!camera.wants("console-wrap-up", "console-undo", "console-record-time")) return;
  const nhi = page.getByRole("listbox", { name: "Của tôi" }).getByRole("option", { name: "Nhi" });
  await nhi.click();
  await page.getByRole("button", { name: "Kết thúc", exact: true }).click();
  await page.getByRole("button", { name: /^Đóng lượt/u }).waitFor();
  await camera.show(page, "console-wrap-up");
  await page.getByRole("radio", { name: "Đã chuyển gửi" }).check({ force: true });
  const undo = page.getByRole("button", { name: /Hoàn tác|Undo/u });
  await camera.show(page, "console-undo", {
    sizes: [STAFF_SIZES[0]],
    before: async () => {
      await page.getByRole("button", { name: /^(?:Đóng lượt|Close)/u }).click();
      await undo.waitFor();
    },
    after: async () => {
      await undo.click();
      await undo.waitFor({ state: "detached" });
    },
  });
  if (!camera.wants("console-record-time")) return;
  // As it is a quarter of an hour later: the end of its time is put in the place of the server's.
  const soon = new Date(Date.now() + 4 * MINUTE).toISOString();
  const end = await changeAnswer(
    page,
    "/api/contacts/*",
    /"recordTime":\{"until":"[^"]*"/u,
    `"recordTime":{"until":"${soon}"`,
  );
  await page.reload();
  await nhi.click();
  await page
    .getByText(/giữ chỗ/iu)
    .first()
    .waitFor();
  await untilRead(page);
  await camera.show(page, "console-record-time", { sizes: [STAFF_SIZES[0]] });
  await end();
}
