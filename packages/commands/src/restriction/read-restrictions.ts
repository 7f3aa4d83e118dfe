import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Restriction } from "./restriction-store.ts";

const MOST = 200;

/** Restrictions, newest first, with the time that says which of them are in force. */
export async function readRestrictions(
  world: World,
  actor: Staff,
): Promise<Result<{ readonly restrictions: readonly Restriction[]; readonly at: Date }, "not-found">> {
  if (!may(actor, "restriction.list")) return refuse("not-found");
  return world.transaction(actor, async (store) =>
    accept({ restrictions: await store.restrictions.list(MOST), at: await store.now() }),
  );
}
