import type { Contact } from "@nightlight/domain/contact/contact";
import { missingPaths } from "@nightlight/domain/record/conditions";
import { parsePath } from "@nightlight/domain/record/path";
import type { Words } from "@nightlight/domain/risk/question";
import type { Store } from "../world.ts";

/** A field that is wanted before closing, and what its form calls it. */
export type MissingField = { readonly path: string; readonly label: Words };

/** A record that wants something yet, and all that it wants. */
export type Unfinished = {
  readonly ok: false;
  readonly refusal: "record-unfinished";
  readonly missing: readonly MissingField[];
};

/**
 * What a record wants before its contact is closed, in the order of its form. Every condition of a form asks for an answer
 * or for a level, so a contact that has neither is not read for it.
 */
export async function whatIsMissing(
  { records }: Pick<Store, "records">,
  { id, recordBegun, risk }: Contact,
): Promise<readonly MissingField[]> {
  if (!recordBegun && risk.level === undefined) return [];
  const [definition, fields] = await Promise.all([records.definitionOf(id), records.latest(id)]);
  const values = Object.fromEntries(Object.entries(fields).map(([path, { value }]) => [path, value]));
  return missingPaths(definition, values, { level: risk.level }).flatMap((path) => {
    const label = parsePath(definition, path)?.field?.label;
    return label === undefined ? [] : [{ path, label }];
  });
}
