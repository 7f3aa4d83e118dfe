import type { Role } from "../access/access.ts";
import { LANES, type Lane } from "../contact/lane.ts";

/** What a number of the policy is measured in. */
export const POLICY_UNITS = ["seconds", "minutes", "hours", "times", "places", "percent"] as const;

export type PolicyUnit = (typeof POLICY_UNITS)[number];

/** What belongs together on the screen, in its order. */
export const POLICY_GROUPS = [
  "lanes",
  "order",
  "asking",
  "overflow",
  "pacing",
  "away",
  "ending",
  "shift",
  "helpline",
] as const;

export type PolicyGroup = (typeof POLICY_GROUPS)[number];

/** Who may edit a row; each row names those who answer for it. */
export type PolicyEditor = Extract<Role, "administrator" | "clinical_lead">;

type Words = { readonly name: string; /** What a higher or other value does to people. */ readonly effect: string };

type Common = {
  readonly group: PolicyGroup;
  readonly editors: readonly PolicyEditor[];
  readonly words: { readonly vi: Words; readonly en: Words };
};

export type NumberRow = Common & {
  readonly kind: "number";
  readonly unit: PolicyUnit;
  readonly standard: number;
  readonly min: number;
  readonly max: number;
};

export type LaneRow = Common & { readonly kind: "lane"; readonly standard: Lane; readonly choices: readonly Lane[] };

/** What a line of words may hold: any words, a number as it is dialled, a list of interpreters, or what a called party sees. */
export type TextShape = "words" | "phone" | "interpreters" | "display";

export type TextRow = Common & {
  readonly kind: "text";
  readonly shape: TextShape;
  readonly standard: string;
  readonly max: number;
};

/** One line of the policy: what comes with the program, its bounds, who may edit it, and what it means, in words. */
export type PolicyRow = NumberRow | LaneRow | TextRow;

/** Name and effect of a row. */
type Texts = readonly [name: string, effect: string];

type Given = {
  readonly group: PolicyGroup;
  readonly standard: number;
  readonly from: number;
  readonly to: number;
  readonly editors?: readonly PolicyEditor[];
  readonly vi: Texts;
  readonly en: Texts;
};

type GivenText = Pick<TextRow, "shape" | "standard" | "max"> & { readonly vi: Texts; readonly en: Texts };

const BOTH: readonly PolicyEditor[] = ["administrator", "clinical_lead"];

/** Whatever protects a person at work is the clinical lead's alone. */
export const CLINICAL: readonly PolicyEditor[] = ["clinical_lead"];

/** What the machines and the lines need is the administrator's alone. */
export const TECHNICAL: readonly PolicyEditor[] = ["administrator"];

/** A row that holds a whole number of some unit. */
export function numberRow(unit: PolicyUnit, { from, to, editors = BOTH, vi, en, ...rest }: Given): NumberRow {
  return { kind: "number", unit, min: from, max: to, editors, words: wordsOf(vi, en), ...rest };
}

/** A row that holds a lane. */
export function laneRow(
  standard: Lane,
  { vi, en, choices = LANES }: { readonly vi: Texts; readonly en: Texts; readonly choices?: readonly Lane[] },
): LaneRow {
  return { kind: "lane", group: "lanes", standard, choices, editors: BOTH, words: wordsOf(vi, en) };
}

/** A row that holds a line of words about the house itself: the administrator's. */
export function textRow({ vi, en, ...rest }: GivenText): TextRow {
  return { kind: "text", group: "helpline", editors: TECHNICAL, words: wordsOf(vi, en), ...rest };
}

function wordsOf(vi: Texts, en: Texts): Common["words"] {
  return { vi: { name: vi[0], effect: vi[1] }, en: { name: en[0], effect: en[1] } };
}
