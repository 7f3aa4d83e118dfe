import type { Authority } from "./authority.ts";

/** Which units an administrator looks at: those that are or will be, those of which nobody made sure lately, all there ever were. */
export const DIRECTORY_SHOWN = ["in-force", "unverified", "all"] as const;

export type DirectoryShown = (typeof DIRECTORY_SHOWN)[number];

/** So long a check counts: people move on, numbers change. */
export const VERIFIED_DAYS = 180;

const DAY_MS = 86_400_000;

/** Whether a unit is among those asked for. One that begins later is worked on already. */
export function isShown({ validTo, verifiedAt }: Authority, shown: DirectoryShown, now: Date): boolean {
  if (shown === "all") return true;
  if (validTo !== undefined && validTo <= now) return false;
  if (shown === "in-force") return true;
  return verifiedAt === undefined || now.getTime() - verifiedAt.getTime() > VERIFIED_DAYS * DAY_MS;
}
