import { RECORD_DEFINITIONS } from "../record/default-definition.ts";
import { parsePath } from "../record/path.ts";
import type { SearchKind } from "./tokens.ts";

/** Where the other side's own identity stands among the fields that can be found. */
export const IDENTITY_FIELD = "identity";

/** What a field of the record is found by, as its definition says: names, phones, or words. Undefined: it is not searched. */
export function searchKindOf(path: string): SearchKind | undefined {
  for (const definition of RECORD_DEFINITIONS.toReversed()) {
    const place = parsePath(definition, path);
    if (place !== undefined) return place.field?.searchable;
  }
  return undefined;
}
