import { copyFile } from "node:fs/promises";
import { join } from "node:path";

/** The pictures of README and tour, and which of those that were taken they are. */
export const DOC_PICTURES = {
  "console.png": "console-offer-beside.en.dark.1366.png",
  "companion.png": "companion-chat.vi.dark.360.png",
  "tour-offer.png": "console-offer.en.dark.1366.png",
  "tour-record.png": "console-chat.en.dark.1366.png",
  "tour-escalate.png": "console-escalate.en.dark.1366.png",
  "tour-office.png": "casework-paper.en.light.1366.png",
  "tour-move.png": "floor-move.vi.dark.1366.png",
} as const;

/** Puts them where the documents show them. */
export async function copyDocPictures(from: string, to: string): Promise<void> {
  for (const [name, picture] of Object.entries(DOC_PICTURES)) await copyFile(join(from, picture), join(to, name));
}
