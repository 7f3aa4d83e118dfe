import { addSeconds } from "date-fns/addSeconds";
import { isWaiting, type Contact } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import { rungAt } from "../routing/overflow.ts";

/** What whoever is on call says to being called in. The last word counts: who was coming can be kept from it. */
export const CALL_IN_ANSWERS = ["coming", "cannot"] as const;

export type CallInAnswer = (typeof CALL_IN_ANSWERS)[number];

/** Somebody on call was told that they are needed now. */
export type CallIn = {
  readonly personId: string;
  readonly askedAt: Date;
  /** By themselves, or by a supervisor who reached them by telephone. */
  readonly answer: { readonly says: CallInAnswer; readonly at: Date } | undefined;
};

export type CallInRefusal = "not-called-in" | "shift-over";

/**
 * When a contact that still waits wants whoever is on call (overflow ladder, last rung but one). In danger supervisors are
 * on it from the first second; people are called from their homes when it waits for longer than it may.
 */
export function callInAt(contact: Pick<Contact, "arrivedAt" | "lane" | "channel">, policy: RoutingPolicy): Date {
  if (contact.lane === "immediate") return addSeconds(contact.arrivedAt, policy.targetImmediateSeconds);
  return rungAt(contact, "on_call", policy);
}

/** Whether anybody has waited for so long that whoever is on call is to be told. */
export function wantsCallIn(queue: readonly Contact[], now: Date, policy: RoutingPolicy): boolean {
  return queue.some((contact) => isWaiting(contact) && callInAt(contact, policy) <= now);
}

/** Whether somebody was told, and has said nothing for so long that they are to be telephoned. */
export function isUnanswered(
  { askedAt, answer }: Pick<CallIn, "askedAt" | "answer">,
  now: Date,
  policy: Pick<RoutingPolicy, "callInAnswerSeconds">,
): boolean {
  return answer === undefined && addSeconds(askedAt, policy.callInAnswerSeconds) <= now;
}

/** Decides on an answer; false when it was given before. */
export function decideCallInAnswer(
  callIn: CallIn | undefined,
  says: CallInAnswer,
  { endsAt }: { readonly endsAt: Date },
  now: Date,
): Result<boolean, CallInRefusal> {
  if (callIn === undefined) return refuse("not-called-in");
  if (endsAt <= now) return refuse("shift-over");
  return accept(callIn.answer?.says !== says);
}
