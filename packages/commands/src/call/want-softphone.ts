import type { Staff } from "@nightlight/domain/access/access";
import type { World } from "../world.ts";

/**
 * A counsellor's or supervisor's browser gets a telephone of its own; the one that they had elsewhere is over. Repeatable. Whether there
 * is anybody to register it with: without a voice engine nothing is kept.
 */
export async function wantSoftphone(world: World, actor: Staff): Promise<boolean> {
  return world.transaction(actor, async ({ softphones }) => {
    if (!(await softphones.isAnybodyThere())) return false;
    await softphones.want({ counsellorId: actor.id, sessionId: actor.sessionId });
    return true;
  });
}
