import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { CONTACT_REASONS } from "@nightlight/domain/contact/disposition";
import type { RecordField, RecordFieldName, World } from "../world.ts";
import { applyCommand } from "./change-contact.ts";

export type SaveInput = {
  readonly contactId: ContactId;
  readonly field: RecordFieldName;
  readonly value: string;
  /** The version this value replaces; 0 for a new field. */
  readonly version: number;
};

/** Saves one field of the record as typed. A repeat of the same value at the same version is harmless. */
export async function saveRecord(
  world: World,
  actor: Staff,
  input: SaveInput,
): Promise<Result<RecordField, ContactRefusal | "not-found" | "unknown-reason">> {
  const { contactId, field, value, version } = input;
  if (field === "reason" && value !== "" && !CONTACT_REASONS.some((reason) => reason === value)) {
    return refuse("unknown-reason");
  }
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "record.write", { contact: locked.contact })) return refuse("not-found");
    const begun = await applyCommand(store, locked, { type: "begin-record", by: actor.id });
    if (!begun.ok) return begun;
    const saved = await store.records.save(contactId, field, value, version);
    if (saved !== undefined) return accept(saved);
    const current = (await store.records.latest(contactId))[field];
    return current?.version === version + 1 && current.value === value ? accept(current) : refuse("stale");
  });
}
