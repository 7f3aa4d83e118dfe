import type { RiskLevel } from "../risk/level.ts";
import { groupsOf, type Condition, type Definition, type Field } from "./definition.ts";
import { FIRST_ITEM, itemPath, itemsOf, REMOVED, type Values } from "./path.ts";

/** What is known beside the values: the contact's level of risk. */
export type Known = { readonly level: RiskLevel | undefined };

/** Where a condition is asked: in an item of a group, or outside groups. */
export type Scope = { readonly group: string; readonly item: string } | undefined;

/** Whether a condition holds, over the values as they are. */
export function holds(condition: Condition, values: Values, known: Known, scope?: Scope): boolean {
  if ("anyOf" in condition) return condition.anyOf.some((each) => holds(each, values, known, scope));
  if ("allOf" in condition) return condition.allOf.every((each) => holds(each, values, known, scope));
  if ("level" in condition) return known.level !== undefined && condition.level.includes(known.level);
  const own = scope === undefined ? undefined : values[itemPath(scope.group, scope.item, condition.field)];
  const answers = choicesOf(own ?? values[condition.field] ?? "");
  return answers.some((answer) => condition.is.includes(answer));
}

/** A field is shown when its condition holds, and also as long as it holds something: nothing is kept out of sight. */
export function isShown(field: Field, values: Values, known: Known, scope?: Scope): boolean {
  if (field.visibleWhen === undefined || holds(field.visibleWhen, values, known, scope)) return true;
  return (values[pathOf(field, scope)] ?? "") !== "";
}

/** Whether a field is wanted now. "Not known" is an answer like any other. */
export function isWanted(field: Field, values: Values, known: Known, scope?: Scope): boolean {
  if (field.requiredWhen === undefined || !holds(field.requiredWhen, values, known, scope)) return false;
  return isShown(field, values, known, scope);
}

/** The paths that are wanted and empty, in the order of the form. Saving is never held up by them. */
export function missingPaths(definition: Definition, values: Values, known: Known): readonly string[] {
  return definition.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if ("field" in part) return isMissing(part.field, values, known) ? [part.field.key] : [];
      const items = itemsOf(part.group, values);
      const isFirstGone = values[itemPath(part.group.key, FIRST_ITEM, REMOVED)] === "yes";
      const asked = items.length === 0 && part.group.hasFirst && !isFirstGone ? [FIRST_ITEM] : items;
      return asked.flatMap((item) => {
        const scope = { group: part.group.key, item };
        return part.group.fields
          .filter((field) => isMissing(field, values, known, scope))
          .map((field) => pathOf(field, scope));
      });
    }),
  );
}

/** The fields that a condition asks about. */
export function fieldsAsked(condition: Condition): readonly string[] {
  if ("anyOf" in condition) return condition.anyOf.flatMap(fieldsAsked);
  if ("allOf" in condition) return condition.allOf.flatMap(fieldsAsked);
  return "field" in condition ? [condition.field] : [];
}

/** The answers in a value: of a field with several, each; of any other, the one. */
export function choicesOf(value: string): readonly string[] {
  if (!value.startsWith("[")) return value === "" ? [] : [value];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.filter((each) => typeof each === "string") : [value];
  } catch {
    return [value];
  }
}

/** Every field of a definition with the key of its group, if it has one. */
export function allFieldsOf(definition: Definition): readonly { readonly field: Field; readonly group?: string }[] {
  const inGroups = groupsOf(definition).flatMap(({ key, fields }) => fields.map((field) => ({ field, group: key })));
  const single = definition.sections.flatMap(({ parts }) => parts.flatMap((part) => ("field" in part ? [part] : [])));
  return [...single, ...inGroups];
}

function pathOf(field: Field, scope: Scope): string {
  return scope === undefined ? field.key : itemPath(scope.group, scope.item, field.key);
}

function isMissing(field: Field, values: Values, known: Known, scope?: Scope): boolean {
  return isWanted(field, values, known, scope) && (values[pathOf(field, scope)] ?? "") === "";
}
