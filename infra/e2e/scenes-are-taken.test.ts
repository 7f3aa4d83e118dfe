import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCamera } from "../screenshots/camera.ts";
import { showDoors } from "../screenshots/doors.ts";
import { showRooms } from "../screenshots/rooms.ts";
import { LOOKS } from "../screenshots/looks.ts";
import { makeSheets } from "../screenshots/sheets.ts";
import { findingsOf } from "./accessibility.ts";
import { isChromiumMissing, startBrowser } from "./browser.ts";
import { startStack, type Stack } from "./stack.ts";

/** What the small demo has somebody for. */
const ROOMS = [
  ...["console-sign-in", "console-refused", "casework-sign-in", "room-escalations", "room-watch", "room-emergencies"],
  ...["room-readings", "room-search", "room-roster", "room-account", "room-people", "room-person", "room-directory"],
  ...["room-channel", "room-policy", "room-audit"],
].join(",");

/** A few scenes of `npm run screenshots`, so that it does not rot: a door, a room, and a state that is made. */
describe.skipIf(isChromiumMissing())("pictures of the screens", () => {
  let stack: Stack;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    [stack, browser, folder] = await Promise.all([
      startStack(),
      startBrowser(),
      mkdtemp(join(tmpdir(), "nightlight-pictures-")),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
    await rm(folder, { recursive: true });
  });

  test(
    "axe finds nothing at the doors and in the rooms of supervisors and administrators, dark and light, in both languages",
    { timeout: 240_000 },
    async () => {
      const camera = makeCamera(browser, {
        only: ROOMS,
        looks: LOOKS.filter(({ language, theme }) => (language === "vi") === (theme === "dark")),
        examine: findingsOf,
      });
      await showDoors(camera, stack);
      await showRooms(camera, stack);
      expect(camera.taken.size).toBeGreaterThan(20);
      expect(camera.findings).toEqual([]);
    },
  );

  test("each look and size of what is wanted is taken, and laid on a sheet", async () => {
    const camera = makeCamera(browser, {
      ...{ folder, only: "casework-sign-in,room-policy-changed,room-people-failed" },
      examine: async () => ["found"],
    });
    await showDoors(camera, stack);
    await showRooms(camera, stack);
    expect([...camera.taken].toSorted()).toEqual(["casework-sign-in", "room-people-failed", "room-policy-changed"]);
    // Each look of each scene is examined once.
    expect(camera.findings).toHaveLength(12);
    expect(camera.findings).toContain("room-policy-changed en light: found");
    expect(await makeSheets(browser, folder)).toBe(3);
    const files = await readdir(folder);
    for (const look of ["vi.dark", "vi.light", "en.dark", "en.light"])
      expect(files).toContain(`room-policy-changed.${look}.1920.png`);
  });
});
