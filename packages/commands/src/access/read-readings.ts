import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Page, Reading } from "./access-stores.ts";
import { isSupervised } from "./open-contact.ts";

type Answer = Promise<Result<readonly Reading[], "not-found">>;

/** Who read a contact. Auditors see the log without seeing the contact. */
export async function readReadingsOfContact(
  world: World,
  actor: Staff,
  input: { readonly contactId: ContactId; readonly page: Page<number> },
): Answer {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(input.contactId);
    const thing = contact === undefined ? {} : { contact, isOfMyCentre: await isSupervised(store, contact) };
    if (!may(actor, "access-log.of-contact", thing)) return refuse("not-found");
    const readings = await store.accessLog.ofContact(input.contactId, input.page);
    // Without the contact in sight, a log that is empty and a contact that is not there must look alike.
    if (contact === undefined && readings.length === 0) return refuse("not-found");
    return accept(readings);
  });
}

/** What a person read. */
export async function readReadingsOfPerson(
  world: World,
  actor: Staff,
  input: { readonly personId: string; readonly page: Page<number> },
): Answer {
  const { personId, page } = input;
  return world.transaction(actor, async (store) => {
    const isOfMyCentre = await store.supervision.sharesCentre(personId);
    if (!may(actor, "access-log.of-person", { personId, isOfMyCentre })) return refuse("not-found");
    return accept(await store.accessLog.ofPerson(personId, page));
  });
}
