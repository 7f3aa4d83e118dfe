import type { Page } from "playwright-core";
import type { Stack } from "../e2e/stack.ts";
import type { Camera } from "./camera.ts";
import { STAFF_SIZES } from "./looks.ts";

/** What the pictures need of a demo: where it is, and its password. */
export type Place = Pick<Stack, "address" | "signIns">;

export async function signIn(page: Page, place: Place, app: "console" | "casework", username: string): Promise<void> {
  await page.goto(`${place.address}/${app}/`);
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel("Mật khẩu").fill(place.signIns[0]?.password ?? "");
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("banner").waitFor();
}

/** The doors, as nobody has passed them yet, and one that stays shut. */
export async function showDoors(camera: Camera, place: Place): Promise<void> {
  for (const app of ["console", "casework"] as const) {
    if (!camera.wants(`${app}-sign-in`, "console-refused")) continue;
    const { page, context } = await camera.open(STAFF_SIZES[0]);
    await page.goto(`${place.address}/${app}/`);
    await page.locator("input[type=password]").waitFor();
    await camera.show(page, `${app}-sign-in`);
    if (app === "console" && camera.wants("console-refused")) {
      await page.getByLabel("Tên đăng nhập").fill("lan");
      await page.getByLabel("Mật khẩu").fill("không phải mật khẩu này");
      await page.getByRole("button", { name: "Đăng nhập" }).click();
      await page.getByRole("status").filter({ hasText: /\S/u }).first().waitFor();
      await camera.show(page, "console-refused");
    }
    await context.close();
  }
}
