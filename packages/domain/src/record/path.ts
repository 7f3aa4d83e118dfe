import { groupsOf, singleFieldsOf, type Definition, type Field, type Group } from "./definition.ts";

/** Values of a record by path; a path that is missing is empty. */
export type Values = Readonly<Record<string, string>>;

/** Where a path of a record leads: a field, and in a group also to which item, or the mark that an item was removed. */
export type Place = {
  readonly path: string;
  /** Undefined for the mark of removal. */
  readonly field: Field | undefined;
  readonly group: Group | undefined;
  readonly item: string | undefined;
};

/** The item that a group has from the start, on every desk the same. */
export const FIRST_ITEM = "00000000";

/** The last part of the path that marks an item as removed. */
export const REMOVED = "removed";

const ITEM = /^[a-z0-9]{8}$/u;
const KEY = /^[a-z][A-Za-z0-9]{0,39}$/u;

/** Whether a word may be the key of a field, a group or a section. */
export function isKey(key: string): boolean {
  return KEY.test(key) && key !== REMOVED;
}

/** The path of a field of an item. */
export function itemPath(group: string, item: string, key: string): string {
  return `${group}.${item}.${key}`;
}

/**
 * Reads a path: `narrative`, `consent.share`, `child.a1b2c3d4.name` or `child.a1b2c3d4.removed`. Undefined when the
 * definition has no such field.
 */
export function parsePath(definition: Definition, path: string): Place | undefined {
  const single = singleFieldsOf(definition).find(({ key }) => key === path);
  if (single !== undefined) return { path, field: single, group: undefined, item: undefined };
  const [groupKey, item, key, ...rest] = path.split(".");
  if (item === undefined || key === undefined || rest.length > 0 || !ITEM.test(item)) return undefined;
  const group = groupsOf(definition).find((each) => each.key === groupKey);
  if (group === undefined) return undefined;
  const field = group.fields.find((each) => each.key === key);
  return field === undefined && key !== REMOVED ? undefined : { path, field, group, item };
}

/** The items of a group that hold something and were not removed, in the order in which they were begun. */
export function itemsOf(group: Group, values: Values): readonly string[] {
  const items = new Set<string>();
  for (const [path, value] of Object.entries(values)) {
    const [key, item, field, ...rest] = path.split(".");
    const isOfGroup = key === group.key && item !== undefined && field !== undefined && rest.length === 0;
    if (isOfGroup && ITEM.test(item) && field !== REMOVED && value !== "") items.add(item);
  }
  return [...items].filter((item) => values[itemPath(group.key, item, REMOVED)] !== "yes").sort();
}

/**
 * The id of a new item: eight characters, later ones sorting behind earlier ones.
 * @param chance a number in [0, 1), so that two desks in one second do not make the same one
 */
export function newItem(at: Date, chance: number): string {
  const seconds = Math.floor(at.getTime() / 1000).toString(36);
  const salt = Math.floor(chance * 36 ** 2).toString(36);
  return seconds.padStart(6, "0").slice(-6) + salt.padStart(2, "0");
}
