import type { Contact, ContactId, CounsellorId } from "@nightlight/domain/contact/contact";
import { applyCommand } from "../contact/change-contact.ts";
import type { Store, World } from "../world.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import type { CallId, Side } from "./telephony.ts";

type EndedCall = {
  readonly callId: CallId;
  readonly contactId: ContactId;
  readonly by: Side;
  readonly cause: number;
};

/** The line is down, whoever hung up: the contact is what it becomes when the other side leaves. Repeatable. */
export async function endCall(world: World, run: EngineRun, ended: EndedCall): Promise<void> {
  await fenced(world, run, (store) => takeDown(store, run.engine, ended));
}

/** The same within a story that has the right to it: the engine's own process, or the sweep where there is none any more. */
export async function takeDown(
  store: Store,
  engine: string,
  { callId, contactId, by, cause }: EndedCall,
): Promise<void> {
  await store.calls.end(engine, callId, by, cause);
  const locked = await store.contacts.lock(contactId);
  // A call that nobody of theirs answered changes nothing: its counsellor says how it went.
  if (locked === undefined || isPromisedACall(locked.contact)) return;
  await applyCommand(store, locked, { type: "leave", quick: false, isLineLost: by === "engine" });
}

/** Whoever is to be called keeps their place without a line, until a call found them. */
function isPromisedACall({ callback }: Contact): boolean {
  return callback !== undefined && callback.reachedAt === undefined;
}

/** A counsellor's telephone did not come, or is gone for too long: the call waits again. */
export async function loseMedia(
  world: World,
  run: EngineRun,
  contactId: ContactId,
  owner: CounsellorId,
): Promise<void> {
  await fenced(world, run, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked !== undefined) await applyCommand(store, locked, { type: "lose-media", owner });
  });
}

/** The caller made themselves heard. */
export async function hearCaller(world: World, run: EngineRun, contactId: ContactId): Promise<void> {
  await fenced(world, run, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked !== undefined) await applyCommand(store, locked, { type: "be-heard" });
  });
}
