import type { Contact } from "@nightlight/domain/contact/contact";
import { hasBrokenOff } from "@nightlight/domain/contact/decide-risk";
import { assess } from "@nightlight/domain/risk/assess";
import { riskAnswersOf, riskFactsOf, type RecordValues } from "@nightlight/domain/risk/record-answers";
import type { Locked, Store } from "../world.ts";
import { applyCommand } from "./change-contact.ts";

/**
 * Works out the level of a locked contact from its record as it is now, and appends it when that is news. Called in the
 * transaction that saved an answer.
 */
export async function reassess(store: Store, locked: Locked): Promise<Contact> {
  const record: RecordValues = await store.records.latest(locked.contact.id);
  const answers = riskAnswersOf(record);
  const facts = riskFactsOf(record, locked.at, hasBrokenOff(locked.contact));
  const { level } = assess(answers, facts);
  const { level: ifDropped } = assess(answers, { ...facts, isDropped: true });
  const assessed = await applyCommand(store, locked, { type: "assess-risk", level, ifDropped });
  if (!assessed.ok) throw new Error(`A contact refused its own answers: ${assessed.refusal}`);
  return assessed.value.contact;
}
