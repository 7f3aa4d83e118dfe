import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { PLACE_CODE, type Place } from "@nightlight/domain/place/place";
import type { Definition } from "@nightlight/domain/record/definition";
import type { Values } from "@nightlight/domain/record/path";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

/** Everything that a form about a contact is filled from. */
export type FormReading = {
  readonly contact: Contact;
  /** The definition that the record was written in. */
  readonly definition: Definition;
  /** The record as it stands, by path. */
  readonly values: Values;
  /** The places that it names, with their provinces, by code. */
  readonly places: ReadonlyMap<string, Place>;
  /** The full name of whoever took the contact. */
  readonly takenBy: string | undefined;
  /** The number under which it went out last; undefined while nothing did. */
  readonly number: string | undefined;
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
    const [latest, definition] = await Promise.all([
      store.records.latest(contactId),
      store.records.definitionOf(contactId),
    ]);
    const values = Object.fromEntries(Object.entries(latest).map(([path, { value }]) => [path, value]));
    const codes = Object.entries(values).flatMap(([path, value]) =>
      path.endsWith("Place") && PLACE_CODE.test(value) ? [value] : [],
    );
    const [places, { people }, [newest], at] = await Promise.all([
      store.places.inForce(codes),
      store.supervision.colleagues(),
      store.escalations.ofContact(contactId),
      store.now(),
    ]);
    const takenBy = people.find(({ id }) => id === actor.id)?.name;
    return accept({ contact, definition, values, places, takenBy, number: newest?.number, at });
  });
}
