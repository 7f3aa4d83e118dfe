import { allFieldsOf, fieldsAsked } from "./conditions.ts";
import { FIELD_TYPES, groupsOf, SENSITIVITIES, type Condition, type Definition, type Field } from "./definition.ts";
import { isKey } from "./path.ts";

/** What is wrong with a definition, and where. */
export type DefinitionFault = {
  readonly fault:
    | "broken"
    | "bad-key"
    | "duplicate-key"
    | "unknown-type"
    | "unknown-audience"
    | "unknown-code-list"
    | "duplicate-code"
    | "condition-points-nowhere"
    | "missing-label"
    | "would-orphan";
  /** Path of the key concerned: `child.name`. */
  readonly at: string;
};

/** Everything that is wrong with a definition. What comes from outside may be anything at all. */
export function checkDefinition(candidate: unknown): readonly DefinitionFault[] {
  if (!isDefinition(candidate)) return [{ fault: "broken", at: "" }];
  const definition = candidate;
  const fields = allFieldsOf(definition);
  const keys = [
    ...definition.sections.map(({ key }) => `section ${key}`),
    ...groupsOf(definition).map(({ key }) => key),
    ...fields.map(({ field, group }) => fullKey(field, group)),
  ];
  return [
    ...repeated(keys).map((at): DefinitionFault => ({ fault: "duplicate-key", at })),
    ...groupsOf(definition).flatMap(({ key }): DefinitionFault[] =>
      isKey(key) ? [] : [{ fault: "bad-key", at: key }],
    ),
    ...fields.flatMap(({ field, group }) => faultsOf(definition, field, group)),
    ...Object.entries(definition.codes).flatMap(([name, list]) =>
      repeated(list.map(({ code }) => code)).map((code): DefinitionFault => ({
        fault: "duplicate-code",
        at: `${name}: ${code}`,
      })),
    ),
  ];
}

/**
 * What a new definition would take away from records written in an old one: fields that are gone or of another type,
 * codes that are gone, and fields that somebody outside could suddenly see.
 */
export function wouldOrphan(before: Definition, after: Definition): readonly DefinitionFault[] {
  const kept = new Map(allFieldsOf(after).map(({ field, group }) => [fullKey(field, group), field]));
  return allFieldsOf(before).flatMap(({ field, group }) => {
    const at = fullKey(field, group);
    const now = kept.get(at);
    if (now?.type !== field.type || (field.audience !== "shared" && now.audience === "shared")) {
      return [{ fault: "would-orphan" as const, at }];
    }
    const codes = new Set((after.codes[now.codes ?? ""] ?? []).map(({ code }) => code));
    return (before.codes[field.codes ?? ""] ?? [])
      .filter(({ code }) => !codes.has(code))
      .map(({ code }) => ({ fault: "would-orphan" as const, at: `${at}: ${code}` }));
  });
}

const AUDIENCES: readonly string[] = ["helpline", "shared", "informant"];

function faultsOf(definition: Definition, field: Field, group: string | undefined): DefinitionFault[] {
  const at = fullKey(field, group);
  const parts = group === undefined ? field.key.split(".") : [field.key];
  const asked = [field.visibleWhen, field.requiredWhen].flatMap((each) =>
    each === undefined ? [] : fieldsAsked(each),
  );
  const known = new Set(
    allFieldsOf(definition).flatMap((each) =>
      each.group === undefined || each.group === group ? [each.field.key] : [],
    ),
  );
  const wantsCodes = field.type === "choice" || field.type === "choices";
  const has: readonly (readonly [boolean, DefinitionFault["fault"]])[] = [
    [parts.length > 2 || !parts.every(isKey), "bad-key"],
    [!FIELD_TYPES.includes(field.type), "unknown-type"],
    [!AUDIENCES.includes(field.audience) || !SENSITIVITIES.includes(field.sensitivity), "unknown-audience"],
    [wantsCodes && !Object.hasOwn(definition.codes, field.codes ?? ""), "unknown-code-list"],
    [!asked.every((key) => known.has(key)), "condition-points-nowhere"],
    [!isLabelled(field.label), "missing-label"],
  ];
  return has.flatMap(([isSo, fault]) => (isSo ? [{ fault, at }] : []));
}

function fullKey(field: Field, group: string | undefined): string {
  return group === undefined ? field.key : `${group}.${field.key}`;
}

function repeated(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

function isLabelled(label: unknown): boolean {
  return isObject(label) && [label["vi"], label["en"]].every((word) => typeof word === "string" && word.trim() !== "");
}

/** Whether the bones are there: what is looked at above can then be looked at without fear. */
function isDefinition(candidate: unknown): candidate is Definition {
  if (!isObject(candidate) || !Number.isInteger(candidate["version"]) || Number(candidate["version"]) < 1) return false;
  const { codes, sections } = candidate;
  if (!isObject(codes) || !Array.isArray(sections) || sections.length === 0) return false;
  const areLists = Object.values(codes).every((list) =>
    isListOf(list, (each) => hasText(each, "code") && isLabelled(each["label"])),
  );
  return (
    areLists &&
    isListOf(sections, (each) => hasText(each, "key") && isLabelled(each["label"]) && isListOf(each["parts"], isPart))
  );
}

function isPart(part: Loose): boolean {
  if (isObject(part["field"])) return isField(part["field"]);
  const { group } = part;
  return (
    isObject(group) &&
    hasText(group, "key") &&
    isLabelled(group["label"]) &&
    isLabelled(group["add"]) &&
    isListOf(group["fields"], isField)
  );
}

function isField(field: Loose): boolean {
  const conditions = [field["visibleWhen"], field["requiredWhen"]];
  return hasText(field, "key") && conditions.every((each) => each === undefined || isCondition(each));
}

function isCondition(condition: unknown): condition is Condition {
  if (!isObject(condition)) return false;
  const { field, is, level, anyOf, allOf } = condition;
  if (anyOf !== undefined) return isListOf(anyOf, isCondition);
  if (allOf !== undefined) return isListOf(allOf, isCondition);
  return isTexts(level) || (typeof field === "string" && isTexts(is));
}

type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf(list: unknown, isOne: (each: Loose) => boolean): boolean {
  return Array.isArray(list) && list.every((each) => isObject(each) && isOne(each));
}

function isTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((each) => typeof each === "string");
}

function hasText(thing: Loose, key: string): boolean {
  const value = thing[key];
  return typeof value === "string" && value !== "";
}
