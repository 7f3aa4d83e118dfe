import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The full path of the first of these programs on the PATH; undefined when there is none. */
export function findProgram(names: readonly string[], path = process.env["PATH"] ?? ""): string | undefined {
  // Package managers put servers into sbin folders, which are not on every account's PATH.
  const folders = [...path.split(delimiter).filter(Boolean), "/usr/sbin", "/usr/local/sbin"];
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Programs that serve as Redis, best first. */
export const REDIS_PROGRAMS = ["redis-server", "valkey-server"] as const;

/** Programs that serve as Chromium, best first. */
export const CHROMIUM_PROGRAMS = ["chromium", "chromium-browser", "google-chrome"] as const;

/** Programs that pass sound on for networks that let none through. */
export const TURN_PROGRAMS = ["turnserver"] as const;
