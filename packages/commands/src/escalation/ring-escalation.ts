import { footprint, type EscalationClock } from "@nightlight/domain/escalation/deadlines";
import type { EscalationId } from "@nightlight/domain/escalation/escalation";
import type { World } from "../world.ts";
import { findAbove } from "./above.ts";
import { applyToEscalation } from "./change-escalation.ts";

/**
 * A clock of an escalation rang: climbs every rung that is due, or alarms for tasks that nobody took. Asks the domain again,
 * so a late, early, repeated or lost ring is harmless, and each rung is climbed once.
 */
export async function ringEscalation(
  world: World,
  id: EscalationId,
  clock: EscalationClock,
): Promise<"rang" | "nothing-due"> {
  return world.transaction({ kind: "system" }, async (store) => {
    const locked = await store.escalations.lock(id);
    const dueAt = locked && footprint(locked.escalation)[clock];
    if (locked === undefined || dueAt === undefined || dueAt > locked.at) return "nothing-due";
    const above = clock === "task" ? {} : await findAbove(store, locked.escalation);
    const rung = await applyToEscalation(
      store,
      locked,
      clock === "task" ? { type: "alarm-tasks" } : { type: "ring", ladder: clock, above },
    );
    return rung.ok && rung.value.version > locked.escalation.version ? "rang" : "nothing-due";
  });
}
