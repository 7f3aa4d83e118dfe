import type { Staff } from "@nightlight/domain/access/access";
import type { World } from "../world.ts";

/** A counsellor's browser gets a telephone of its own; the one that they had elsewhere is over. Repeatable. */
export async function wantSoftphone(world: World, actor: Staff): Promise<void> {
  await world.transaction(actor, ({ softphones }) =>
    softphones.want({ counsellorId: actor.id, sessionId: actor.sessionId }),
  );
}
