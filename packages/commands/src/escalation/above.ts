import type { Above } from "@nightlight/domain/escalation/decide";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import { aboveOf } from "@nightlight/domain/escalation/propose";
import type { Store } from "../world.ts";

/** Where the rungs of an escalation lead: from the place of whom it was sent to, past whatever is barred from the contact. */
export async function findAbove(store: Store, { addressed, contactId }: Escalation): Promise<Above> {
  const [first] = addressed;
  const [unit, contact, at] = await Promise.all([
    first === undefined ? undefined : store.authorities.find(first.authorityId),
    store.contacts.find(contactId),
    store.now(),
  ]);
  // Nobody may say who is barred: then nobody else is told.
  if (unit === undefined || contact === undefined) return {};
  const directory = await store.authorities.around(unit.placeCode);
  const province = directory.find(({ level }) => level === "province")?.placeCode;
  const place = { from: "incident", commune: undefined, province } as const;
  return aboveOf({ place, directory, barred: contact.barred, at });
}
