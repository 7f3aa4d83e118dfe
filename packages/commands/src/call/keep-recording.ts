import type { World } from "../world.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import type { OwedRecording } from "./recording-store.ts";
import type { CallId } from "./telephony.ts";

/** What the engine holds of conversations and is to be kept, or erased. */
export function owedRecordings(world: World, run: EngineRun): Promise<readonly OwedRecording[]> {
  return fenced(world, run, ({ recordings }) => recordings.owed(run.engine));
}

/** A part begins: known before anything is recorded, so that nothing lies on a disk that nobody looks for. Its id. */
export async function beginRecording(world: World, run: EngineRun, callId: CallId): Promise<string> {
  const id = world.newId();
  await fenced(world, run, ({ recordings }) => recordings.begin({ id, engine: run.engine, callId }));
  return id;
}

/** It could not be recorded; the call goes on. */
export async function failRecording(world: World, run: EngineRun, callId: CallId, id: string): Promise<void> {
  await fenced(world, run, ({ recordings }) => recordings.fail({ id, engine: run.engine, callId }));
}

/** Seals what was said under its contact's key. Repeatable. */
export async function keepRecording(
  world: World,
  run: EngineRun,
  part: OwedRecording,
  said: { readonly sound: Uint8Array; readonly seconds: number },
): Promise<void> {
  await fenced(world, run, ({ recordings }) => recordings.keep(part, said.sound, said.seconds));
}

/** The engine has forgotten what was kept. */
export async function releaseRecording(world: World, run: EngineRun, id: string): Promise<void> {
  await fenced(world, run, ({ recordings }) => recordings.release(id));
}

/** A part that is not kept, whatever it was: nothing is left of it. */
export async function dropRecording(world: World, run: EngineRun, id: string): Promise<void> {
  await fenced(world, run, ({ recordings }) => recordings.drop(id));
}

/** Erases what was kept for as long as the policy says; the contact's record stays. */
export async function eraseOldRecordings(world: World): Promise<number> {
  return world.transaction({ kind: "system" }, ({ recordings, policy }) =>
    recordings.eraseOlderThan(policy.recordingHours),
  );
}
