import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Barring } from "./access-stores.ts";
import { setBy } from "./bar-from-contact.ts";

/** Who is and was barred from a contact, by whom and why: to whoever supervises all of it, to its counsellor what they set. */
export async function readBarrings(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<readonly Barring[], "not-found">> {
  return world.transaction(actor, async ({ contacts, barrings }) => {
    const contact = await contacts.find(contactId);
    if (contact === undefined || !may(actor, "barring.bar", { contact })) return refuse("not-found");
    const known = await barrings.list(contactId);
    return accept(known.filter((barring) => may(actor, "barring.read", setBy(contact, barring))));
  });
}
