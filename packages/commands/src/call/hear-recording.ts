import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

/** Somebody who may read a contact hears a part of its conversation: each time stands in the audit log. */
export async function hearRecording(
  world: World,
  actor: Staff,
  { contactId, recordingId }: { readonly contactId: ContactId; readonly recordingId: string },
): Promise<Result<Uint8Array, "not-found">> {
  return world.transaction(actor, async ({ contacts, openings, recordings, audit }) => {
    const contact = await contacts.find(contactId);
    const isOpened = (await openings.inForce(contactId)) !== undefined;
    if (contact === undefined || !may(actor, "contact.read", { contact, isOpened })) return refuse("not-found");
    const sound = await recordings.open(contactId, recordingId);
    if (sound === undefined) return refuse("not-found");
    const subject = { kind: "contact", id: contactId } as const;
    await audit.write({ action: "call.recording_heard", subject, details: { recording: recordingId } });
    return accept(sound);
  });
}
