import type { World } from "../world.ts";
import { takeDown } from "./end-call.ts";
import { takeOutsideDown } from "./run-outside.ts";

/** A voice role is back within seconds: an engine that nobody has run for so long has no calls that anybody could end. */
export const DEAD_AFTER_SECONDS = 300;
/** What a caller said after the tone lies on its disk: it is waited for this long. */
export const MESSAGES_AFTER_SECONDS = 86_400;

/**
 * Ends the calls of engines that nobody runs any more, one that was taken out of the settings or a machine that is gone:
 * who waited has lost their line, who talked writes the record, who was called from here is free again. Repeatable. How many.
 */
export async function endDeadCalls(world: World): Promise<number> {
  const ofDead = await endOf(world, DEAD_AFTER_SECONDS, false);
  return ofDead + (await endOf(world, MESSAGES_AFTER_SECONDS, true));
}

function endOf(world: World, seconds: number, alsoMessages: boolean): Promise<number> {
  return world.transaction({ kind: "system" }, async (store) => {
    let ended = 0;
    for (const engine of await store.calls.dead(seconds)) {
      for (const { callId, contact, owesMessage } of await store.calls.up(engine)) {
        if (owesMessage && !alsoMessages) continue;
        await takeDown(store, engine, { callId, contactId: contact.id, by: "engine", cause: 0 });
        ended += 1;
      }
      for (const { call } of await store.outsideCalls.up(engine)) {
        await takeOutsideDown(store, call, { by: "engine", cause: 0 });
        ended += 1;
      }
    }
    return ended;
  });
}
