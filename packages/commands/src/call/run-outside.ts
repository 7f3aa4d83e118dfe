import type { OutsideCall, OutsideRefusal } from "@nightlight/domain/call/outside-call";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import { numberOfParty } from "./number-of-party.ts";
import type { OutsideEnd, OutsideStage } from "./outside-call-store.ts";
import type { AttemptId } from "./telephony.ts";
import { tellOutside } from "./tell-outside.ts";

/**
 * The number to dial for an outside call, asked again at the last moment with everything that is barred by then. Noted
 * before the engine is asked, so that nobody's telephone rings twice.
 */
export async function numberToCall(
  world: World,
  run: EngineRun,
  call: OutsideCall,
): Promise<Result<string, Exclude<OutsideRefusal, "nobody_called">>> {
  return fenced(world, run, async (store) => {
    const contact = await store.contacts.find(call.contactId);
    if (contact === undefined) return refuse("no_number");
    const number = await numberOfParty(store, call.party, contact.barred);
    if (!number.ok) return number;
    if ((await store.outsideCalls.find(call.id))?.dialledAt !== undefined) return accept(number.value);
    await store.outsideCalls.note(call.id, "dialled");
    await tellOutside(store, call.counsellorId, { ...call, stage: "dialled" });
    return accept(number.value);
  });
}

/** The counsellor's own telephone, rung for a call of its own; undefined while none is registered. */
export async function ringForOutside(
  world: World,
  run: EngineRun,
  call: OutsideCall,
  legId: AttemptId,
): Promise<string | undefined> {
  return fenced(world, run, async ({ outsideCalls, softphones }) => {
    const registered = await softphones.registeredOf(call.counsellorId, run.engine);
    if (registered !== undefined) await outsideCalls.ring(call.id, legId, call.counsellorId);
    return registered;
  });
}

/** Notes what happened. Repeatable: the first word counts, and is told once. */
export async function noteOutside(
  world: World,
  run: EngineRun,
  call: OutsideCall,
  stage: Exclude<OutsideStage, "dialled">,
): Promise<void> {
  await fenced(world, run, async (store) => {
    const known = await store.outsideCalls.find(call.id);
    if (known === undefined || known[stage === "answered" ? "answeredAt" : "talkedAt"] !== undefined) return;
    await store.outsideCalls.note(call.id, stage);
    await tellOutside(store, call.counsellorId, { ...call, stage });
  });
}

/** An outside call is over, whoever ended it. The task that it was for, and the conversation, go on. Repeatable. */
export async function endOutsideCall(world: World, run: EngineRun, call: OutsideCall, end: OutsideEnd): Promise<void> {
  await fenced(world, run, (store) => takeOutsideDown(store, call, end));
}

/** The same within a story that has the right to it. */
export async function takeOutsideDown(store: Store, call: OutsideCall, end: OutsideEnd): Promise<void> {
  const known = await store.outsideCalls.find(call.id);
  if (known === undefined || known.endedAt !== undefined) return;
  await store.outsideCalls.end(call.id, end);
  await tellOutside(store, call.counsellorId, { ...call, stage: "ended" });
}
