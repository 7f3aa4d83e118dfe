import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { RecordingStep } from "@nightlight/domain/call/recording";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { RecordingStore } from "./recording-store.ts";
import type { World } from "../world.ts";

const STEPS: Readonly<Record<RecordingStep, (recordings: RecordingStore, contactId: ContactId) => Promise<void>>> = {
  told: (recordings, contactId) => recordings.tellByCounsellor(contactId),
  pause: (recordings, contactId) => recordings.pause(contactId, true),
  resume: (recordings, contactId) => recordings.pause(contactId, false),
  refuse: (recordings, contactId) => recordings.refuseByCounsellor(contactId),
};

/**
 * Its counsellor says that the caller was told, lets the recording pause or go on, or that the caller does not want it:
 * then nothing is recorded any more, and what was is erased. Repeatable; each change stands in the audit log. Refuses
 * "not-found" for everybody else's contact, and for one that is no call.
 */
export async function steerRecording(
  world: World,
  actor: Staff,
  { contactId, step }: { readonly contactId: ContactId; readonly step: RecordingStep },
): Promise<Result<true, "not-found">> {
  return world.transaction(actor, async ({ contacts, recordings, audit }): Promise<Result<true, "not-found">> => {
    const contact = await contacts.find(contactId);
    if (contact === undefined || !may(actor, "contact.call", { contact })) return refuse("not-found");
    const before = await recordings.of(contactId);
    if (before === undefined) return refuse("not-found");
    const isSo = {
      told: before.isTold && !before.isRefused,
      pause: before.isPaused,
      resume: !before.isPaused,
      refuse: before.isRefused,
    }[step];
    if (isSo) return accept(true);
    await STEPS[step](recordings, contactId);
    await audit.write({
      action: "call.recording_steered",
      subject: { kind: "contact", id: contactId },
      details: { step },
    });
    return accept(true);
  });
}
