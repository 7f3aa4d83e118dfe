import type { Page } from "playwright-core";
import { lengthenNames } from "./answers.ts";
import type { Camera } from "./camera.ts";
import { signIn, type Place } from "./doors.ts";
import { LOOKS, STAFF_SIZES } from "./looks.ts";
import type { Scene } from "./scenes.ts";
import { untilRead } from "./wear.ts";

/** A room, whose it is, and what is done in it before the picture. */
type RoomScene = {
  readonly scene: Scene;
  readonly at: string;
  readonly begin?: (page: Page) => Promise<unknown>;
};

const firstOfTable = (page: Page) => page.locator("tbody button").first().click();

const typeIntoSearch = (words: string) => async (page: Page) => {
  await page.getByRole("searchbox").first().fill(words);
  await page.waitForTimeout(1_500);
};

const ROOMS: Readonly<Record<string, readonly RoomScene[]>> = {
  "giam-sat": [
    { scene: "room-escalations", at: "escalations" },
    { scene: "room-watch", at: "watch" },
    { scene: "room-emergencies", at: "emergencies" },
    { scene: "room-readings", at: "readings" },
    { scene: "room-search", at: "search", begin: typeIntoSearch("anh") },
    { scene: "room-search-nothing", at: "search", begin: typeIntoSearch("không ai tên thế này") },
    { scene: "room-roster", at: "roster" },
    {
      scene: "room-roster-shift",
      at: "roster",
      begin: (page) => page.locator("[data-shift]").last().click(),
    },
    { scene: "room-account", at: "account" },
  ],
  "quan-tri": [
    { scene: "room-people", at: "people" },
    { scene: "room-person", at: "people", begin: firstOfTable },
    { scene: "room-directory", at: "directory" },
    { scene: "room-directory-unit", at: "directory", begin: firstOfTable },
    { scene: "room-channels", at: "channels" },
    { scene: "room-channel", at: "channels", begin: firstOfTable },
    { scene: "room-policy", at: "policy" },
    {
      scene: "room-policy-changed",
      at: "policy",
      begin: (page) => page.getByRole("main").locator("input[inputmode=numeric]").first().fill("25"),
    },
    { scene: "room-audit", at: "audit" },
  ],
  "lanh-dao": [{ scene: "room-figures", at: "figures" }],
};

/** Each room of the console, as whoever works in it finds it. */
export async function showRooms(camera: Camera, place: Place): Promise<void> {
  for (const [username, rooms] of Object.entries(ROOMS)) {
    const states: readonly Scene[] = username === "quan-tri" ? STATES : [];
    if (!camera.wants(...rooms.map(({ scene }) => scene), ...states)) continue;
    const { page, context } = await camera.open(STAFF_SIZES[0]);
    await signIn(page, place, "console", username);
    for (const { scene, at, begin } of rooms.filter((each) => camera.wants(each.scene))) {
      await page.goto(`${place.address}/console/?at=${at}`);
      await untilRead(page);
      await begin?.(page);
      await untilRead(page);
      await camera.show(page, scene);
    }
    if (states.length > 0) await showStates(camera, place, page);
    await context.close();
  }
}

const STATES = ["room-people-loading", "room-people-failed", "room-people-long-names", "room-audit-print"] as const;

/** What every room has: not there yet, failed, too long for its place, on paper. */
async function showStates(camera: Camera, place: Place, page: Page): Promise<void> {
  const people = `${place.address}/console/?at=people`;
  const readings = "**/api/admin/people**";
  if (camera.wants("room-people-loading")) {
    await page.route(readings, () => undefined);
    await page.goto(people);
    await page.getByText(/Đang/u).first().waitFor();
    await camera.show(page, "room-people-loading", { sizes: [STAFF_SIZES[0]] });
    await page.unroute(readings);
  }
  if (camera.wants("room-people-failed")) {
    await page.route(readings, (route) => route.fulfill({ status: 503, json: {} }));
    await page.goto(people);
    await page.getByRole("button", { name: "Thử lại" }).waitFor();
    await camera.show(page, "room-people-failed", { sizes: [STAFF_SIZES[0]] });
    await page.unroute(readings);
  }
  if (camera.wants("room-people-long-names")) {
    const end = await lengthenNames(page);
    await page.goto(people);
    await untilRead(page);
    await camera.show(page, "room-people-long-names", { sizes: [STAFF_SIZES[0]] });
    await end();
  }
  if (camera.wants("room-audit-print")) {
    await page.goto(`${place.address}/console/?at=audit`);
    await untilRead(page);
    await camera.show(page, "room-audit-print", {
      looks: [LOOKS[0]],
      sizes: [STAFF_SIZES[0]],
      before: () => page.emulateMedia({ media: "print" }),
      after: () => page.emulateMedia({ media: null }),
    });
  }
}
