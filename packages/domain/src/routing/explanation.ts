import { differenceInSeconds } from "date-fns/differenceInSeconds";
import type { Contact, CounsellorId } from "../contact/contact.ts";
import type { Lane } from "../contact/lane.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import type { Seat } from "../presence/presence.ts";
import { hasSkill, objection, type Objection } from "./eligibility.ts";
import { orderingLane } from "./order.ts";
import { rungsOf, type Rung } from "./overflow.ts";
import { fairnessStep, loadAt } from "./pacing.ts";

/** Why somebody who could have taken a contact did not get it. */
export const LATER_BECAUSE = [
  "knows_less",
  "skill_less",
  "other_centre",
  "language_less",
  "more_load",
  "less_idle",
] as const;

export type LaterBecause = (typeof LATER_BECAUSE)[number];

/** What colleagues are told as one word, lighter work: what somebody carries is theirs. */
export const TOLD_AS_PACED = ["resting", "severe_in_row", "more_load"] as const satisfies readonly (
  Objection | LaterBecause
)[];

/** What may speak against the chosen person and yield, because it is immediate or nobody else is left. */
export const YIELDING = ["skipped", "winding_down", "resting", "severe_in_row"] as const satisfies readonly Objection[];

export type Yielded = (typeof YIELDING)[number];

/** Why this contact went to this person, kept with the offer: ids, lanes and seconds, never a name or a word. */
export type Explanation = {
  readonly lane: Lane;
  /** The lane it was ordered in, where a long wait had lifted it. */
  readonly liftedTo?: Lane;
  readonly waitedSeconds: number;
  readonly idleSeconds: number;
  readonly knewTheContact: boolean;
  /** They know what the contact's channel asks for; left out where it asks for nothing, or they do not. */
  readonly hasSkill?: true;
  readonly failedOffers: number;
  /** The last rung of the overflow ladder that it had come to. */
  readonly rung?: Rung;
  readonly yielded?: Yielded;
  /** The supervisor who chose this person; left out where the matcher did. */
  readonly movedBy?: string;
  /** Who else was considered, and what spoke against them. Nobody learns from it who is barred, or what anybody carries. */
  readonly others: readonly {
    readonly counsellorId: CounsellorId;
    readonly because: Exclude<Objection, "barred"> | LaterBecause;
  }[];
};

export type Verdict = { readonly seat: Seat; readonly because: Objection | undefined };

const OTHERS_KEPT = 8;

/** Says why a contact goes to the chosen seat, from the verdicts that the choice was made by. */
export function explain(
  contact: Contact,
  chosen: Seat,
  verdicts: readonly Verdict[],
  now: Date,
  policy: RoutingPolicy,
): Explanation {
  const lifted = orderingLane(contact, now, policy);
  const rung = contact.lane === "immediate" ? undefined : rungsOf(contact, now, policy).at(-1);
  const yielded = yieldedBy(contact, chosen, now, policy);
  return {
    ...facts(contact, chosen.idleSince, now),
    ...(lifted === contact.lane ? {} : { liftedTo: lifted }),
    ...(rung === undefined ? {} : { rung }),
    ...(yielded === undefined ? {} : { yielded }),
    knewTheContact: knows(contact, chosen),
    ...(contact.wantedSkill !== undefined && hasSkill(contact, chosen) ? { hasSkill: true as const } : {}),
    others: verdicts
      .filter(({ seat }) => seat !== chosen)
      .flatMap(({ seat, because }) =>
        because === "barred"
          ? []
          : [{ counsellorId: seat.counsellorId, because: because ?? whyLater(contact, chosen, seat, now, policy) }],
      )
      .slice(0, OTHERS_KEPT),
  };
}

/** The explanation of an offer that a supervisor made: nobody else was considered. */
export function explainMove(
  contact: Contact,
  { movedBy, idleSince }: { readonly movedBy: string; readonly idleSince: Date },
  now: Date,
): Explanation {
  return { ...facts(contact, idleSince, now), knewTheContact: false, movedBy, others: [] };
}

function facts(contact: Contact, idleSince: Date, now: Date) {
  return {
    lane: contact.lane,
    waitedSeconds: differenceInSeconds(now, contact.arrivedAt),
    idleSeconds: Math.max(0, differenceInSeconds(now, idleSince)),
    failedOffers: contact.failedOffers,
  };
}

function yieldedBy(contact: Contact, seat: Seat, now: Date, policy: RoutingPolicy): Yielded | undefined {
  const among = { isAlone: false, isPreviousOwnerRoutable: false };
  const found = objection(contact, seat, among, now, policy);
  return YIELDING.find((each) => each === found);
}

/** The first thing in which the chosen person came before another who was eligible too: in the order of the choice. */
function whyLater(contact: Contact, chosen: Seat, other: Seat, now: Date, policy: RoutingPolicy): LaterBecause {
  if (knows(contact, chosen) !== knows(contact, other)) return "knows_less";
  if (hasSkill(contact, chosen) !== hasSkill(contact, other)) return "skill_less";
  if ((contact.queueId === chosen.centreId) !== (contact.queueId === other.centreId)) return "other_centre";
  const speaks = (seat: Seat): boolean => seat.languages.includes(contact.language);
  if (speaks(chosen) !== speaks(other)) return "language_less";
  const isOver = (seat: Seat): boolean => loadAt(seat.pacing, now, policy) >= policy.loadLimitMinutes;
  if (isOver(chosen) !== isOver(other)) return "more_load";
  const steps = [chosen, other].map((seat) => fairnessStep(seat.pacing, now, policy));
  return steps[0] === steps[1] ? "less_idle" : "more_load";
}

function knows(contact: Contact, seat: Seat): boolean {
  return contact.state.status === "orphaned" && contact.state.previousOwner === seat.counsellorId;
}
