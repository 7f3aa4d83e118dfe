import type { Chance } from "./chance.ts";
import { addField, wildId, wildText, wildValue } from "./wild-values.ts";

/** The part of JSON Schema that the API's own document uses. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};

/** A value that fits a schema. Ids are other people's: a good shape is the best disguise. */
export function fitting(schema: Schema, chance: Chance, ids: readonly string[]): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return chance.pick(schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fitting(chance.pick(either), chance, ids);
  if (schema.allOf !== undefined) {
    return Object.assign({}, ...schema.allOf.map((part) => fitting(part, chance, ids))) as unknown;
  }
  switch (typeOf(schema, chance)) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
          schema.required?.includes(name) === true || chance.is(0.7) ? [[name, fitting(part, chance, ids)]] : [],
        ),
      );
    case "array":
      return Array.from({ length: Math.max(schema.minItems ?? 0, chance.below(3)) }, () =>
        fitting(schema.items ?? {}, chance, ids),
      );
    case "string":
      return fittingText(schema, chance, ids);
    case "integer":
      return (schema.minimum ?? 0) + chance.below(8);
    case "number":
      return (schema.minimum ?? 0) + chance.below(1000) / 10;
    case "boolean":
      return chance.is(0.5);
    case "null":
      return null;
    default:
      return wildValue(chance, ids);
  }
}

function typeOf({ type }: Schema, chance: Chance): string {
  if (type === undefined) return "anything";
  return typeof type === "string" ? type : chance.pick(type);
}

function fittingText(schema: Schema, chance: Chance, ids: readonly string[]): string {
  if (schema.format === "uuid") return chance.pick(ids);
  if (schema.format === "date-time") return "2026-01-01T00:00:00Z";
  if (schema.format === "date") return "2026-01-01";
  const least = Math.max(schema.minLength ?? 0, 1);
  const most = Math.max(least, schema.maxLength ?? 40);
  const candidates = [
    chance.digits(Math.min(most, Math.max(least, 24))),
    chance.digits(Math.min(most, Math.max(least, 6)), "0123456789"),
    `a${chance.digits(Math.min(most, Math.max(least, 8)) - 1)}`,
    "Em chào cô".padEnd(least, "."),
  ];
  const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, "u");
  return candidates.find((text) => pattern?.test(text) ?? chance.is(0.4)) ?? candidates[0] ?? "";
}

/** Changes a fitting value somewhere: another type, another length, a field too many or too few, somebody else's id. */
export function spoiled(value: unknown, chance: Chance, ids: readonly string[]): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0 || chance.is(0.3))
      return chance.is(0.5) ? wildValue(chance, ids) : Array(2_000).fill(wildText(chance));
    return value.map((each, index) => (index === 0 ? spoiled(each, chance, ids) : (each as unknown)));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0 || chance.is(0.3))
      return chance.is(0.8) ? addField(chance, value, ids) : wildValue(chance, ids);
    const index = chance.below(entries.length);
    if (chance.is(0.15)) return Object.fromEntries(entries.filter((_, each) => each !== index));
    return Object.fromEntries(
      entries.map(([name, part], each) => [name, each === index ? spoiled(part, chance, ids) : (part as unknown)]),
    );
  }
  if (typeof value === "string") {
    if (chance.is(0.35)) return wildText(chance);
    if (chance.is(0.2)) return value.normalize("NFD") + "\u0301";
    if (chance.is(0.2)) return value.repeat(200);
    if (chance.is(0.4)) return wildId(chance, ids);
  }
  return wildValue(chance, ids);
}
