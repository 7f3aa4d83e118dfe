import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { CallDetail } from "@nightlight/domain/call/call-detail";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

/** How the call of one's own contact went, or goes. A contact that is no call has none. */
export async function readCall(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<{ readonly call: CallDetail | undefined; readonly at: Date }, "not-found">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "contact.read", { contact })) return refuse("not-found");
    return accept({ call: await store.calls.detailOf(contactId), at: await store.now() });
  });
}
