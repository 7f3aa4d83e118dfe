import { beginContact } from "../contact/begin-contact.ts";
import type { World } from "../world.ts";
import type { BegunCall, RingingCall } from "./begin-call.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import type { WebCallName } from "./web-call-store.ts";

/** For how long its page may read how it goes. */
const SESSION_HOURS = 12;

/**
 * A page rings. Its contact is the one that the page was promised, so that the page may read how it goes. Undefined where
 * the name may not ring: it is too old, or it rang before. Repeatable.
 */
export async function beginWebCall(
  world: World,
  run: EngineRun,
  ringing: Pick<RingingCall, "callId" | "channelId" | "arrivalKey"> & { readonly name: WebCallName },
): Promise<BegunCall | undefined> {
  const { callId, channelId, arrivalKey, name } = ringing;
  const taken = await fenced(world, run, ({ webCalls }) => webCalls.take(run.engine, name, callId));
  if (taken === undefined) return undefined;
  const { contactId, tokenHash, language } = taken;
  const begun = await beginContact(
    world,
    { kind: "child", contactId },
    {
      ...{ contactId, channelId, channel: "web_call", language, arrivalKey, identity: undefined, text: undefined },
      childSession: { tokenHash, lifeHours: SESSION_HOURS },
      facts: { safeNow: "unknown" },
    },
  );
  if (!begun.ok) throw new Error("An arrival is never refused");
  await fenced(world, run, ({ calls }) => calls.begin(run.engine, { callId, contactId, direction: "in" }));
  return { contactId, mayGoAhead: begun.value.mayGoAhead };
}
