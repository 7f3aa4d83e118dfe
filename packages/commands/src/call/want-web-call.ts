import type { Actor } from "@nightlight/domain/access/access";
import type { World } from "../world.ts";
import type { WantedWebCall } from "./web-call-store.ts";

/** For how long a page may ring after it asked: long enough to be asked for the microphone, and to say yes. */
export const RING_WITHIN_SECONDS = 120;

/**
 * A page wants to call the helpline. Nothing is a contact yet: it is one from its first ring. False where nobody runs
 * calls. Repeatable.
 */
export async function wantWebCall(
  world: World,
  actor: Extract<Actor, { kind: "child" }>,
  wanted: Omit<WantedWebCall, "contactId" | "seconds">,
): Promise<boolean> {
  const { contactId } = actor;
  return world.transaction(actor, ({ webCalls }) =>
    webCalls.want({ ...wanted, contactId, seconds: RING_WITHIN_SECONDS }),
  );
}
