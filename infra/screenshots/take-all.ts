import { startStack } from "../e2e/stack.ts";
import { showCalls } from "./calls.ts";
import type { Camera } from "./camera.ts";
import { showCasework } from "./casework.ts";
import { showCompanion } from "./companion.ts";
import { showDesk } from "./desk.ts";
import { showDoors, type Place } from "./doors.ts";
import { showGallery } from "./gallery.ts";
import { showRooms } from "./rooms.ts";

type Part = { readonly name: string; readonly show: (camera: Camera, place: Place) => Promise<void> };

/** Two lines that do not wait for each other. The child's own pages come before anybody is on shift. */
const LINES: readonly (readonly Part[])[] = [
  [
    { name: "companion", show: showCompanion },
    { name: "desk and floor", show: showDesk },
  ],
  [
    { name: "doors", show: showDoors },
    { name: "rooms", show: showRooms },
    { name: "casework", show: showCasework },
    { name: "gallery", show: showGallery },
    { name: "calls", show: showCalls },
  ],
];

/** Takes every picture that is wanted. A part that fails does not keep the others away; returns what went wrong. */
export async function takeAll(camera: Camera, address: string | undefined): Promise<string[]> {
  const stack = address === undefined ? await startStack("1") : undefined;
  const place = stack ?? { address: address ?? "", signIns: [{ username: "lan", password: "den-ngu-2026" }] };
  const wrong: string[] = [];
  try {
    await Promise.all(
      LINES.map(async (line) => {
        for (const { name, show } of line) {
          try {
            await show(camera, place);
          } catch (error) {
            wrong.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
      }),
    );
  } finally {
    await stack?.stop();
  }
  return wrong;
}
