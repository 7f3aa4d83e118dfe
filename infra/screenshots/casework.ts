import type { Page } from "playwright-core";
import { answerWith } from "./answers.ts";
import type { Camera } from "./camera.ts";
import { signIn, type Place } from "./doors.ts";
import { LOOKS, PHONE_SIZE, STAFF_SIZES } from "./looks.ts";
import { untilRead } from "./wear.ts";

const SIZES = [...STAFF_SIZES, PHONE_SIZE];

/** What an office sees: its list, a paper in it, on a desk and on a phone. */
export async function showCasework(camera: Camera, place: Place): Promise<void> {
  const scenes = ["casework-inbox", "casework-paper", "casework-decline", "casework-print", "casework-over"] as const;
  if (camera.wants(...scenes)) {
    const { page, context } = await camera.open(STAFF_SIZES[0]);
    await signIn(page, place, "casework", "can-bo");
    await page
      .getByRole("navigation", { name: "Việc theo hạn" })
      .getByRole("link", { name: /Ba Đình/u })
      .first()
      .waitFor();
    await untilRead(page);
    await camera.show(page, "casework-inbox", { sizes: SIZES });
    await showPaper(camera, page);
    await page.getByRole("link", { name: "Đã xong" }).click();
    await untilRead(page);
    await camera.show(page, "casework-over", { sizes: SIZES });
    await context.close();
  }
  if (camera.wants("casework-empty")) {
    const { page, context } = await camera.open(STAFF_SIZES[0]);
    await answerWith(page, "/api/authority/escalations*", { escalations: [], now: new Date().toISOString() });
    await signIn(page, place, "casework", "can-bo-sai-gon");
    await page.getByText("Chưa có việc nào").first().waitFor();
    await untilRead(page);
    await camera.show(page, "casework-empty", { sizes: SIZES });
    await context.close();
  }
}

async function showPaper(camera: Camera, page: Page): Promise<void> {
  await page
    .getByRole("link", { name: /Ba Đình/u })
    .first()
    .click();
  await page.getByRole("article").waitFor();
  await untilRead(page);
  await camera.show(page, "casework-paper", { sizes: SIZES });
  await camera.show(page, "casework-print", {
    looks: LOOKS.filter(({ theme }) => theme === "dark"),
    sizes: [STAFF_SIZES[0]],
    before: () => page.emulateMedia({ media: "print" }),
    after: () => page.emulateMedia({ media: null }),
  });
  const decline = page.getByRole("button", { name: "Không thuộc cơ quan chúng tôi" });
  if (camera.wants("casework-decline") && (await decline.isVisible())) {
    await decline.click();
    await page.getByLabel("Theo bạn, thuộc cơ quan nào").waitFor();
    await camera.show(page, "casework-decline", { sizes: SIZES });
  }
}
