import { hasBrokenOff } from "@nightlight/domain/contact/risk";
import { youngestBand, type ChildAge } from "@nightlight/domain/risk/age";
import { assess, type RiskAnswers, type RiskFacts } from "@nightlight/domain/risk/assess";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { Locked, Store } from "../world.ts";
import { applyCommand } from "./change-contact.ts";

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

/** What is known of a contact without asking, on the day that it is asked. */
export function riskFactsOf(contact: Contact, record: RecordValues, at: Date): RiskFacts {
  return {
    // The date in UTC: where it is already tomorrow, a child counts as the younger for some hours.
    youngest: youngestBand(childAgesOf(record), at.toISOString().slice(0, 10)),
    isDropped: hasBrokenOff(contact),
  };
}

/**
 * Works out the level of a locked contact from its record as it is now, and appends it when that is news. Called in the
 * transaction that saved an answer.
 */
export async function reassess(store: Store, locked: Locked): Promise<Contact> {
  const record: RecordValues = await store.records.latest(locked.contact.id);
  const answers = riskAnswersOf(record);
  const facts = riskFactsOf(locked.contact, record, locked.at);
  const { level } = assess(answers, facts);
  const { level: ifDropped } = assess(answers, { ...facts, isDropped: true });
  const assessed = await applyCommand(store, locked, { type: "assess-risk", level, ifDropped });
  if (!assessed.ok) throw new Error(`A contact refused its own answers: ${assessed.refusal}`);
  return assessed.value.contact;
}
