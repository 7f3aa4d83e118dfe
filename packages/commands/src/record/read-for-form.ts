import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { PLACE_CODE, type Place } from "@nightlight/domain/place/place";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

/** Everything that a form about a contact is filled from. */
export type FormReading = {
  readonly contact: Contact;
  /** The record as it stands, by path. */
  readonly values: ReadonlyMap<string, string>;
  /** The places that it names, with their provinces, by code. */
  readonly places: ReadonlyMap<string, Place>;
  readonly at: Date;
};

/** Reads a record for a form that leaves the screen: its counsellor only, and the log says that it did. */
export async function readForForm(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<FormReading, "not-found">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "record.read", { contact })) return refuse("not-found");
    await store.accessLog.write({ action: "export-form-01", contactId, why: "own", how: "desk" });
    const latest = await store.records.latest(contactId);
    const values = new Map(Object.entries(latest).map(([path, { value }]) => [path, value]));
    const codes = [...values].flatMap(([path, value]) =>
      path.endsWith("Place") && PLACE_CODE.test(value) ? [value] : [],
    );
    const [places, at] = await Promise.all([store.places.inForce(codes), store.now()]);
    return accept({ contact, values, places, at });
  });
}
