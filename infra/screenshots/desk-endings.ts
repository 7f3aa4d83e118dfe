import type { Page } from "playwright-core";
import type { Camera } from "./camera.ts";
import { STAFF_SIZES } from "./looks.ts";

/** The end of a contact: what is missing, closed, and taken back for each picture anew. */
export async function showEndings(camera: Camera, page: Page): Promise<void> {
  if (!camera.wants("console-wrap-up", "console-undo")) return;
  await page.getByRole("listbox", { name: "Của tôi" }).getByRole("option", { name: "Nhi" }).click();
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
}
