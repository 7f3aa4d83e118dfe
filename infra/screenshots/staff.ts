import type { Stack } from "../e2e/stack.ts";
import type { Camera } from "./camera.ts";
import { STAFF_SIZES } from "./looks.ts";

/** The doors, as nobody has passed them yet. */
export async function showDoors(camera: Camera, stack: Stack): Promise<void> {
  for (const app of ["console", "casework"] as const) {
    const { page, context } = await camera.open(STAFF_SIZES[0]);
    await page.goto(`${stack.address}/${app}/`);
    await camera.takeLooks(page, `${app}-sign-in`, STAFF_SIZES, async () => {
      await page.locator("input[type=password]").waitFor();
    });
    await context.close();
  }
}
