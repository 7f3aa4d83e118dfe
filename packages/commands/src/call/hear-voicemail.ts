import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

/** Somebody who may read a contact hears what its caller left: each time it is played stands in the audit log. */
export async function hearVoicemail(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<Uint8Array, "not-found">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    const isOpened = (await store.openings.inForce(contactId)) !== undefined;
    if (contact === undefined || !may(actor, "contact.read", { contact, isOpened })) return refuse("not-found");
    const sound = await store.voicemails.open(contactId);
    if (sound === undefined) return refuse("not-found");
    await store.audit.write({ action: "call.message_heard", subject: { kind: "contact", id: contactId }, details: {} });
    return accept(sound);
  });
}
