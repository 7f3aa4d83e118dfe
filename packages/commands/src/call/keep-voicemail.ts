import type { Contact } from "@nightlight/domain/contact/contact";
import { applyCommand } from "../contact/change-contact.ts";
import type { World } from "../world.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import type { NewVoicemail } from "./voicemail-store.ts";

/**
 * Keeps what a caller said after the tone, sealed: from now on their place in the queue needs no line. Repeatable. The
 * contact as it is then; undefined when it is gone.
 */
export async function keepVoicemail(
  world: World,
  run: EngineRun,
  said: Omit<NewVoicemail, "engine">,
): Promise<Contact | undefined> {
  return fenced(world, run, async (store) => {
    const locked = await store.contacts.lock(said.contactId);
    if (locked === undefined) return undefined;
    await store.voicemails.keep({ ...said, engine: run.engine });
    const changed = await applyCommand(store, locked, { type: "leave-voicemail" });
    return changed.ok ? changed.value.contact : locked.contact;
  });
}

/** Erases what was kept for as long as the policy says; the contact's record stays. */
export async function eraseOldVoicemail(world: World): Promise<number> {
  return world.transaction({ kind: "system" }, ({ voicemails, policy }) =>
    voicemails.eraseOlderThan(policy.voicemailHours),
  );
}
