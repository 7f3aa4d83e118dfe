import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { own, type ServiceAccount } from "./service-account.ts";

/** A socket's path may have 107 bytes, and the longest name that goes into this folder has 19. */
const LONGEST_FOLDER = 107 - 20;

/** Makes a private folder for unix sockets, in the temporary folder because a clone's own path may be too long. */
export function makeSocketFolder(account: ServiceAccount): string {
  const base = Buffer.byteLength(tmpdir()) + "/nightlight-XXXXXX".length <= LONGEST_FOLDER ? tmpdir() : "/tmp";
  const folder = mkdtempSync(join(base, "nightlight-"));
  chmodSync(folder, 0o700);
  own(folder, account);
  return folder;
}
