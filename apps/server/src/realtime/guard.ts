import type { z } from "zod";
import type { Access } from "../plugins/mount.ts";

/** What every socket event declares: who may send it and what it may hold. */
export type EventRule = { readonly access: Exclude<Access, "public">; readonly payload: z.ZodType | undefined };

/** Stops the boot when a socket has a listener that no rule declares. */
export function demandRules(
  rules: Readonly<Record<string, EventRule>>,
  listeners: Readonly<Record<string, unknown>>,
): void {
  for (const name of Object.keys(listeners)) {
    if (!(name in rules)) throw new Error(`Socket event ${name} declares no access`);
  }
}
