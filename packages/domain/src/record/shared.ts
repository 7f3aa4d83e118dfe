import type { Reader } from "../privacy/audience.ts";
import type { Words } from "../risk/question.ts";
import { choicesOf } from "./conditions.ts";
import { codesOf, type Definition, type Field, type Group } from "./definition.ts";
import { itemPath, itemsOf, parsePath, type Values } from "./path.ts";

/** A value of a record as it is told in words. A place is a code still: its name is the place book's business. */
export type SharedRow = {
  readonly path: string;
  /** The heading that it stands under: its section, or its group with the item's number. */
  readonly heading: Words;
  readonly field: Field;
  readonly value: string;
  readonly words: Words;
};

/**
 * Gives a reader the values of a record that it may see. An authority sees shared fields of items that were not removed;
 * a path that the definition does not know is seen by nobody outside.
 */
export function redactRecord(definition: Definition, values: Values, reader: Reader): Values {
  if (reader === "helpline") return values;
  if (reader === "other_side") return {};
  return Object.fromEntries(sharedRows(definition, values).map(({ path, value }) => [path, value]));
}

/** The shared values of a record in the order of its form, in words. Empty ones and removed items are left out. */
export function sharedRows(definition: Definition, values: Values): readonly SharedRow[] {
  return definition.sections.flatMap(({ label, parts }) =>
    parts.flatMap((part) => {
      if ("field" in part) return rowOf(definition, part.field, part.field.key, label, values);
      const items = itemsOf(part.group, values);
      return items.flatMap((item, index) => {
        const heading = headingOf(part.group, index, items.length);
        return part.group.fields.flatMap((field) =>
          rowOf(definition, field, itemPath(part.group.key, item, field.key), heading, values),
        );
      });
    }),
  );
}

/** A value in words: codes by their labels, days as they are written here, everything else as it is. */
export function wordsOf(definition: Definition, field: Field, value: string): Words {
  if (field.type === "date") return same(value.split("-").reverse().join("/"));
  const list = codesOf(definition, field);
  if (list.length === 0) return same(value);
  const labels = choicesOf(value).map((code) => list.find((each) => each.code === code)?.label ?? same(code));
  return { vi: labels.map(({ vi }) => vi).join("; "), en: labels.map(({ en }) => en).join("; ") };
}

/** A value in words, found by its path. Undefined for a path that the definition does not know. */
export function wordsAt(definition: Definition, path: string, value: string): Words | undefined {
  const field = parsePath(definition, path)?.field;
  return field === undefined ? undefined : wordsOf(definition, field, value);
}

function rowOf(
  definition: Definition,
  field: Field,
  path: string,
  heading: Words,
  values: Values,
): readonly SharedRow[] {
  const value = values[path] ?? "";
  if (value === "" || field.audience !== "shared") return [];
  return [{ path, heading, field, value, words: wordsOf(definition, field, value) }];
}

function headingOf({ label }: Group, index: number, count: number): Words {
  if (count === 1) return label;
  return { vi: `${label.vi} ${String(index + 1)}`, en: `${label.en} ${String(index + 1)}` };
}

function same(text: string): Words {
  return { vi: text, en: text };
}
