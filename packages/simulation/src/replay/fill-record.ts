import type { Staff } from "@nightlight/domain/access/access";
import { parsePath } from "@nightlight/domain/record/path";
import { codesOf, type Definition, type Field } from "@nightlight/domain/record/definition";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { whatIsMissing } from "@nightlight/commands/record/what-is-missing";
import type { World } from "@nightlight/commands/world";

/** A place that every directory has. */
const PLACE = "00004";
/** One answer makes another question appear: after so many rounds something else is wrong. */
const ROUNDS = 5;

/** Answers whatever a record still wants before it can be closed; "not known" wherever that is an answer. */
export async function fillRecord(world: World, staff: Staff, contactId: string): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { missing, definition } = await world.transaction(staff, async (store) => {
      const contact = await store.contacts.find(contactId);
      if (contact === undefined) throw new Error("A record is filled that is not there");
      return { missing: await whatIsMissing(store, contact), definition: await store.records.definitionOf(contactId) };
    });
    if (missing.length === 0) return true;
    for (const { path } of missing) {
      const field = parsePath(definition, path)?.field;
      if (field === undefined) return false;
      const value = answerTo(definition, field);
      await saveRecord(world, staff, { contactId, field: path, value, version: 0 });
    }
  }
  return false;
}

function answerTo(definition: Definition, field: Field): string {
  const codes = codesOf(definition, field).map(({ code }) => code);
  const known = ["unknown", "no"].find((code) => codes.includes(code)) ?? codes.at(-1) ?? "";
  if (field.type === "place") return PLACE;
  if (field.type === "choices") return JSON.stringify([known]);
  return codes.length > 0 ? known : "1";
}
