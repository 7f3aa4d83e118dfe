import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCamera } from "../screenshots/camera.ts";
import { showDoors } from "../screenshots/doors.ts";
import { showRooms } from "../screenshots/rooms.ts";
import { makeSheets } from "../screenshots/sheets.ts";
import { isChromiumMissing, startBrowser } from "./browser.ts";
import { startStack, type Stack } from "./stack.ts";

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

  test("each look and size of what is wanted is taken, and laid on a sheet", async () => {
    const camera = makeCamera(
      browser,
      folder,
      "casework-sign-in,room-policy-changed,room-people-failed",
      () => undefined,
    );
    await showDoors(camera, stack);
    await showRooms(camera, stack);
    expect([...camera.taken].toSorted()).toEqual(["casework-sign-in", "room-people-failed", "room-policy-changed"]);
    expect(await makeSheets(browser, folder)).toBe(3);
    const files = await readdir(folder);
    for (const look of ["vi.dark", "vi.light", "en.dark", "en.light"])
      expect(files).toContain(`room-policy-changed.${look}.1920.png`);
  });
});
