import { serveGallery } from "../e2e/serve-gallery.ts";
import type { Camera } from "./camera.ts";
import { LOOKS, STAFF_SIZES } from "./looks.ts";
import { settle } from "./wear.ts";

/** Every primitive in every state, the whole page of it. */
export async function showGallery(camera: Camera): Promise<void> {
  if (!camera.wants("gallery")) return;
  const gallery = await serveGallery();
  try {
    const { page, context } = await camera.open(STAFF_SIZES[0]);
    for (const look of LOOKS) {
      await page.goto(`${gallery.address}/?lang=${look.language}&theme=${look.theme}`);
      await page.getByRole("main").waitFor();
      await settle(page);
      await camera.take(page, "gallery", look, STAFF_SIZES[0], true);
    }
    await context.close();
  } finally {
    await gallery.stop();
  }
}
