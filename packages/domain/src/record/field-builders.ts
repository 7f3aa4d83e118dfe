import type { Words } from "../risk/question.ts";
import type { Field, FieldType } from "./definition.ts";

type More = Omit<Partial<Field>, "key" | "type" | "label">;

/** A field of the default definition. Shared and sensitive, unless said: nearly all that is asked tells of a child. */
export function field(key: string, type: FieldType, [vi, en]: readonly [string, string], more: More = {}): Field {
  return { key, type, label: { vi, en }, audience: "shared", sensitivity: "sensitive", ...more };
}

/** Words in both languages. */
export function words(vi: string, en: string): Words {
  return { vi, en };
}
