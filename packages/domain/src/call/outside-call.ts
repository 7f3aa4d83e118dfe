import type { ContactId, CounsellorId } from "../contact/contact.ts";
import type { EscalationId } from "../escalation/escalation.ts";
import type { OutsideParty, PartyReason } from "./outside-party.ts";

/** `authority`: a call of its own, by a telephone task. `third`: somebody is called into a conversation. */
export const OUTSIDE_PURPOSES = ["authority", "third"] as const;

export type OutsidePurpose = (typeof OUTSIDE_PURPOSES)[number];

/**
 * How it is wanted. Of a third party: `alone` with the counsellor while the caller hears music, `together` with both,
 * `without_us` with the caller alone while the counsellor stays answerable for them. `over`: it is to end.
 */
export const PARTY_WISHES = ["alone", "together", "without_us", "over"] as const;

export type PartyWish = (typeof PARTY_WISHES)[number];

/** Why it came to nothing before anything rang: asked again at the last moment, it was not allowed any more. */
export const OUTSIDE_REFUSALS = ["barred", "no_number", "nobody_called"] as const;

export type OutsideRefusal = (typeof OUTSIDE_REFUSALS)[number];

/** What the log of events says of an outside call. */
export const OUTSIDE_EVENT_STAGES = ["asked", "dialled", "answered", "talked", "ended", ...PARTY_WISHES] as const;

export type OutsideEventStage = (typeof OUTSIDE_EVENT_STAGES)[number];

/** A call to somebody outside. When what happened to it is by the database's clock. */
export type OutsideCall = {
  readonly id: string;
  readonly purpose: OutsidePurpose;
  readonly contactId: ContactId;
  readonly counsellorId: CounsellorId;
  /** Of a call by a telephone task: whose, and which. */
  readonly task: { readonly escalationId: EscalationId; readonly taskId: string } | undefined;
  readonly party: OutsideParty;
  readonly reason: PartyReason | undefined;
  readonly wish: PartyWish;
  readonly askedAt: Date;
  /** From then on it rang there. */
  readonly dialledAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  /** When somebody of the house was first heard by them. */
  readonly talkedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly endedBy: "party" | "agent" | "engine" | undefined;
  /** Q.850. */
  readonly cause: number | undefined;
  readonly refusal: OutsideRefusal | undefined;
};

/** How an outside call went, or goes: what somebody reads who has to say what came of it. */
export const OUTSIDE_STATES = ["preparing", "ringing", "talking", "talked", "no_answer", "busy", "failed"] as const;

export type OutsideState = (typeof OUTSIDE_STATES)[number];

const BUSY = 17;
const REJECTED = 21;
const [NO_USER, NO_ANSWER] = [18, 19];

/** The state of a call and its lengths in whole seconds; one that is up is measured until now. */
export function outsideStateOf(
  call: OutsideCall,
  now: Date,
): { readonly state: OutsideState; readonly rang: number; readonly talked: number } {
  const end = call.endedAt ?? now;
  const seconds = (from: Date | undefined, to: Date): number =>
    from === undefined ? 0 : Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
  return {
    state: stateOf(call),
    rang: seconds(call.dialledAt, call.answeredAt ?? end),
    talked: seconds(call.answeredAt, end),
  };
}

function stateOf({ dialledAt, answeredAt, endedAt, endedBy, cause }: OutsideCall): OutsideState {
  if (endedAt === undefined) {
    if (answeredAt !== undefined) return "talking";
    return dialledAt === undefined ? "preparing" : "ringing";
  }
  if (answeredAt !== undefined) return "talked";
  if (dialledAt === undefined) return "failed";
  if (endedBy === "agent" || cause === NO_ANSWER || cause === NO_USER) return "no_answer";
  return cause === BUSY || cause === REJECTED ? "busy" : "failed";
}

/** An outside call of its own as the engine runs it: first the counsellor's telephone rings, then the number. */
export type OutsideRun = {
  readonly isOver: boolean;
  readonly leg: { readonly attemptId: string; readonly stage: "ringing" | "answered" | "joined" } | undefined;
  readonly isDialled: boolean;
  readonly isAnswered: boolean;
};

export type OutsideAct = "ring" | "dial" | "join" | "hang-up";

/** What an outside call of its own needs next; undefined: nothing but time. Asked again after everything that happens. */
export function nextOutsideAct({ isOver, leg, isDialled, isAnswered }: OutsideRun): OutsideAct | undefined {
  if (isOver) return "hang-up";
  if (leg === undefined) return isDialled ? "hang-up" : "ring";
  if (leg.stage === "ringing") return undefined;
  if (!isDialled) return "dial";
  return isAnswered && leg.stage === "answered" ? "join" : undefined;
}
