/** Words for a screen, in both languages. */
export type Words = { readonly vi: string; readonly en: string };

/** One answer that can be given. Its code is what the record keeps. */
export type RiskValue = { readonly code: string; readonly label: Words };

/** A question about risk. The record keeps its answer as the field `risk.<key>`. */
export type RiskQuestion = {
  readonly key: string;
  readonly label: Words;
  readonly help: Words;
  readonly values: readonly RiskValue[];
  /** Asked only after one of these answers to another question. An answer that is there counts all the same. */
  readonly askWhen?: { readonly key: string; readonly is: readonly string[] };
  /** Set when no rule reads it: why the level does not depend on it. */
  readonly doesNotCount?: Words;
};

type Pair = readonly [vi: string, en: string];

/** A value that can be answered. */
export function value(code: string, [vi, en]: Pair): RiskValue {
  return { code, label: { vi, en } };
}

/** A question, its words given as pairs of Vietnamese and English. */
export function question<Key extends string>(
  key: Key,
  [vi, en]: Pair,
  [helpVi, helpEn]: Pair,
  values: readonly RiskValue[],
  more: { askWhen?: RiskQuestion["askWhen"]; doesNotCount?: Pair } = {},
): RiskQuestion & { readonly key: Key } {
  return {
    key,
    label: { vi, en },
    help: { vi: helpVi, en: helpEn },
    values,
    ...(more.askWhen && { askWhen: more.askWhen }),
    ...(more.doesNotCount && { doesNotCount: { vi: more.doesNotCount[0], en: more.doesNotCount[1] } }),
  };
}
