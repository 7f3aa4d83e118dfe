import type { Stack } from "../e2e/stack.ts";
import type { Camera } from "./camera.ts";
import { LOOKS, PHONE_SIZE } from "./looks.ts";

const WORDS = {
  vi: { write: "Nhắn tin", clear: "Cách xóa" },
  en: { write: "Write to us", clear: "How to clear it" },
} as const;

/** What a child sees before anybody is there: the first screen, the question, and how to clear a browser. */
export async function showCompanion(camera: Camera, stack: Stack): Promise<void> {
  for (const look of LOOKS) {
    const { write, clear } = WORDS[look.language];
    for (const [scene, press] of [
      ["companion-first", undefined],
      ["companion-begin", write],
      ["companion-clear", clear],
    ] as const) {
      if (!camera.wants(scene)) continue;
      const { page, context } = await camera.open(PHONE_SIZE, true);
      await page.emulateMedia({ colorScheme: look.theme });
      await page.goto(`${stack.address}/`);
      if (look.language === "en") await page.getByRole("button", { name: "English" }).click();
      const button = page.getByRole("button", { name: press ?? write });
      await button.waitFor();
      if (press !== undefined) {
        await button.click();
        await button.waitFor({ state: "detached" });
      }
      // The press on the language may have scrolled to it.
      await page.evaluate("scrollTo(0, 0)");
      await camera.take(page, scene, look, PHONE_SIZE);
      await context.close();
    }
  }
}
