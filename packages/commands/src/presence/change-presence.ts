import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Staff } from "@nightlight/domain/access/access";
import type { ChosenIntent } from "@nightlight/domain/presence/presence";
import type { Presence, World } from "../world.ts";

/** Says what a counsellor is doing. A repeat changes nothing; a running conversation goes on whatever is said. */
export async function setIntent(
  world: World,
  actor: Staff,
  intent: ChosenIntent,
): Promise<Result<Presence, "not-found">> {
  return world.transaction(actor, async ({ presences }) => {
    const presence = await presences.lock(actor.id);
    if (presence === undefined) return refuse("not-found");
    if (presence.intent === intent) return accept(presence);
    await presences.save(actor.id, { intent, missedInRow: 0 }, { type: "intent_changed", intent });
    return accept({ ...presence, intent, intentSince: presence.at, missedInRow: 0 });
  });
}

/** Starts the rostered shift that covers now: the gate opens and the counsellor is available. */
export async function checkIn(world: World, actor: Staff): Promise<Result<Presence, "not-found" | "no-shift-now">> {
  return world.transaction(actor, async ({ presences }) => {
    const presence = await presences.lock(actor.id);
    if (presence === undefined) return refuse("not-found");
    const { shift, gate, at } = presence;
    if (shift === undefined || at < shift.startsAt || gate === "closed") return refuse("no-shift-now");
    if (shift.checkedInAt === undefined) await presences.checkIn(actor.id, shift.shiftId);
    if (presence.intent !== "available") {
      const intent = "available";
      await presences.save(actor.id, { intent, missedInRow: 0 }, { type: "intent_changed", intent });
    }
    const changed = await presences.find(actor.id);
    return changed === undefined ? refuse("not-found") : accept(changed);
  });
}
