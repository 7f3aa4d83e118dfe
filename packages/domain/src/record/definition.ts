import type { Audience } from "../privacy/audience.ts";
import type { RiskLevel } from "../risk/level.ts";
import type { Words } from "../risk/question.ts";

export const FIELD_TYPES = [
  "text",
  "long_text",
  "choice",
  "choices",
  "yes_no_unknown",
  "date",
  "number",
  "phone",
  "place",
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** One entry of a code list. Entries of one heading stand together. */
export type Code = { readonly code: string; readonly label: Words; readonly heading?: Words };

/**
 * When a field is shown, or wanted. `field` is a key of the same group, or else of a field outside groups; of a field
 * with several answers one is enough. `level` is the contact's level of risk.
 */
export type Condition =
  | { readonly field: string; readonly is: readonly string[] }
  | { readonly level: readonly RiskLevel[] }
  | { readonly anyOf: readonly Condition[] }
  | { readonly allOf: readonly Condition[] };

/** Ordinary, or so telling of somebody's private life that it is only read by whoever needs it. */
export const SENSITIVITIES = ["ordinary", "sensitive"] as const;

export type Sensitivity = (typeof SENSITIVITIES)[number];

/** One field of the record. Its key is all or the last part of its path. */
export type Field = {
  readonly key: string;
  readonly type: FieldType;
  readonly label: Words;
  readonly help?: Words;
  /** Name of the code list, for `choice` and `choices`. */
  readonly codes?: string;
  readonly audience: Audience;
  readonly sensitivity: Sensitivity;
  readonly searchable?: "person" | "phone" | "word";
  readonly visibleWhen?: Condition;
  readonly requiredWhen?: Condition;
  /** The longest text, in UTF-16 units; the limit of every field unless said. */
  readonly limit?: number;
  /** The smallest and largest number. */
  readonly from?: number;
  readonly to?: number;
  /** A day that must have been. */
  readonly isPast?: boolean;
  /** Stands behind "more" until somebody wants it, or it holds something. */
  readonly isMore?: boolean;
};

/** Fields that come as often as there are things of a kind: children, people of concern. */
export type Group = {
  readonly key: string;
  readonly label: Words;
  /** What adding one more is called. */
  readonly add: Words;
  /** Whether there is a first one to write into from the start. */
  readonly hasFirst: boolean;
  readonly fields: readonly Field[];
};

export type Part = { readonly field: Field } | { readonly group: Group };

export type Section = {
  readonly key: string;
  readonly label: Words;
  /** Folded sections open when they hold something, or when asked. */
  readonly isFolded?: boolean;
  readonly parts: readonly Part[];
};

/**
 * The form of the record, as data: what is asked, in whose words, of whom it may be told. A version never changes once a
 * record was written in it; the record stays in the version it was begun in.
 */
export type Definition = {
  readonly version: number;
  readonly codes: Readonly<Record<string, readonly Code[]>>;
  readonly sections: readonly Section[];
};

/** The longest value of any field, in UTF-16 units. */
export const VALUE_LIMIT = 20_000;

/** Every group of a definition, in its order. */
export function groupsOf(definition: Definition): readonly Group[] {
  return definition.sections.flatMap(({ parts }) => parts.flatMap((part) => ("group" in part ? [part.group] : [])));
}

/** Every field outside groups, in the definition's order. */
export function singleFieldsOf(definition: Definition): readonly Field[] {
  return definition.sections.flatMap(({ parts }) => parts.flatMap((part) => ("field" in part ? [part.field] : [])));
}

/** The entries of a field's code list; none for a field that has no list. */
export function codesOf(definition: Definition, field: Field): readonly Code[] {
  if (field.type === "yes_no_unknown") return YES_NO_UNKNOWN;
  const { codes } = definition;
  return field.codes !== undefined && Object.hasOwn(codes, field.codes) ? (codes[field.codes] ?? []) : [];
}

/** The answers of every question that is answered with yes or no. Unknown is an answer, and never a yes. */
export const YES_NO_UNKNOWN: readonly Code[] = [
  { code: "yes", label: { vi: "Có", en: "Yes" } },
  { code: "no", label: { vi: "Không", en: "No" } },
  { code: "unknown", label: { vi: "Chưa rõ", en: "Not known" } },
];
