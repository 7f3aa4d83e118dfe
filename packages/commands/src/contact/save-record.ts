import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { dayAt } from "@nightlight/domain/calendar/working-days";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { PLACE_CODE } from "@nightlight/domain/place/place";
import { checkValue, type ValueRefusal } from "@nightlight/domain/record/check-value";
import type { FieldType } from "@nightlight/domain/record/definition";
import { parsePath } from "@nightlight/domain/record/path";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { isRiskAnswer } from "@nightlight/domain/risk/record-answers";
import type { RecordField, Store, World } from "../world.ts";
import { applyCommand } from "./change-contact.ts";
import { reassess } from "./reassess.ts";

export type SaveInput = {
  readonly contactId: ContactId;
  /** Path of the field in the definition that the record is in. */
  readonly field: string;
  readonly value: string;
  /** The version this value replaces; 0 for a new field. */
  readonly version: number;
};

export type SaveRefusal = ContactRefusal | ValueRefusal | "not-found" | "no-such-field" | "value-place-gone";

/**
 * Saves one field of the record as typed, in the definition that the record was begun in. A repeat of the same value at
 * the same version is harmless. Refuses a path and a value that the definition does not know.
 */
export async function saveRecord(
  world: World,
  actor: Staff,
  { contactId, field: path, value: typed, version }: SaveInput,
): Promise<Result<RecordField, SaveRefusal>> {
  return world.transaction(actor, async (store): Promise<Result<RecordField, SaveRefusal>> => {
    const { contacts, records } = store;
    const locked = await contacts.lock(contactId);
    if (locked === undefined || !may(actor, "record.write", { contact: locked.contact })) return refuse("not-found");

    const definition = await records.definitionOf(contactId);
    const place = parsePath(definition, path);
    if (place === undefined) return refuse("no-such-field");
    const checked = checkValue(definition, place, typed, dayAt(locked.at));
    if (!checked.ok) return checked;
    const { value } = checked;
    if (!(await isInForce(store, place.field?.type, value))) return refuse("value-place-gone");

    const begun = await applyCommand(store, locked, { type: "begin-record", by: actor.id });
    if (!begun.ok) return begun;
    const saved = await records.save(contactId, path, value, version, definition.version);
    if (saved === undefined) {
      const current = (await records.latest(contactId))[path];
      return current?.version === version + 1 && current.value === value ? accept(current) : refuse("stale");
    }
    if (isRiskAnswer(path)) await reassess(store, { contact: begun.value.contact, at: locked.at });
    return accept(saved);
  });
}

/** Places change: an old ward's code leads nowhere any more, and its successors are offered instead. */
async function isInForce({ places }: Store, type: FieldType | undefined, value: string): Promise<boolean> {
  if (type !== "place" || !PLACE_CODE.test(value)) return true;
  return (await places.inForce([value])).has(value);
}
