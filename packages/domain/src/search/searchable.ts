import type { SearchKind } from "./tokens.ts";

/** Where the other side's own identity stands among the fields that can be found. */
export const IDENTITY_FIELD = "identity";

/** What a field of the record is found by, by the last part of its path; a part that is missing here is not found. */
const KIND_OF_KEY: Readonly<Record<string, SearchKind>> = {
  name: "person",
  father: "person",
  mother: "person",
  carer: "person",
  phone: "phone",
  narrative: "word",
  summary: "word",
  note: "word",
  actionsNote: "word",
  condition: "word",
  consequence: "word",
  how: "word",
};

/** What a field of the record is found by: names, phones, or words of notes. Undefined: it is not searched. */
export function searchKindOf(field: string): SearchKind | undefined {
  const key = field.slice(field.lastIndexOf(".") + 1);
  return Object.hasOwn(KIND_OF_KEY, key) ? KIND_OF_KEY[key] : undefined;
}
