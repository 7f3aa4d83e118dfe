import { youngestBand, type ChildAge } from "./age.ts";
import type { RiskAnswers, RiskFacts } from "./assess.ts";

/** Values of a record by path, as far as they matter here. */
export type RecordValues = Readonly<Record<string, { readonly value: string } | undefined>>;

/** Whether the level of a contact may depend on a field of its record. */
export function isRiskAnswer(path: string): boolean {
  return path.startsWith("risk.") || path.startsWith("child.");
}

/** What a record answers about risk. */
export function riskAnswersOf(record: RecordValues): RiskAnswers {
  return Object.fromEntries(
    Object.entries(record).flatMap(([path, field]) => {
      const [section, key, ...rest] = path.split(".");
      const isAnswer = section === "risk" && key !== undefined && rest.length === 0 && field !== undefined;
      return isAnswer && field.value !== "" ? [[key, field.value]] : [];
    }),
  );
}

/** What a record says of its children's ages. Children that were removed are left out. */
export function childAgesOf(record: RecordValues): readonly ChildAge[] {
  const children = new Map<string, Record<string, string>>();
  for (const [path, field] of Object.entries(record)) {
    const [group, item, key, ...rest] = path.split(".");
    if (group !== "child" || item === undefined || key === undefined || rest.length > 0 || field === undefined)
      continue;
    children.set(item, { ...children.get(item), [key]: field.value });
  }
  return [...children.values()].filter(({ removed }) => removed !== "yes");
}

/** What is known without asking, on the day that it is asked. */
export function riskFactsOf(record: RecordValues, at: Date, isDropped: boolean): RiskFacts {
  // The date in UTC: where it is already tomorrow, a child counts as the younger for some hours.
  return { youngest: youngestBand(childAgesOf(record), at.toISOString().slice(0, 10)), isDropped };
}
