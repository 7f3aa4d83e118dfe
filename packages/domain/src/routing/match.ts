import { differenceInSeconds } from "date-fns/differenceInSeconds";
import { CHANNELS } from "../contact/channel.ts";
import type { Contact, CounsellorId } from "../contact/contact.ts";
import type { Lane } from "../contact/lane.ts";
import { whyUnroutable, type Seat } from "../presence/presence.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import { isBarredSeat, isSkipped, objection, type Objection } from "./eligibility.ts";
import { inQueueOrder } from "./order.ts";

/** Why this contact went to this person, kept with the offer: ids, lanes and seconds, never a name or a word. */
export type Explanation = {
  readonly lane: Lane;
  readonly waitedSeconds: number;
  readonly idleSeconds: number;
  readonly knewTheContact: boolean;
  readonly failedOffers: number;
  /** The supervisor who chose this person; left out where the matcher did. */
  readonly movedBy?: string;
  /** Who else was considered, and what spoke against them; "less_idle" was eligible but had been busy more lately. Nobody
   * learns from it who is barred. */
  readonly others: readonly {
    readonly counsellorId: CounsellorId;
    readonly because: Exclude<Objection, "barred"> | "less_idle";
  }[];
};

export type Assignment = { readonly contact: Contact; readonly to: CounsellorId; readonly explanation: Explanation };

const OTHERS_KEPT = 8;

/**
 * Matches waiting contacts with free seats: lane and age decide which contact, then who knows it, then who has been
 * idle longest. Pure and deterministic: the same queue and floor give the same assignments.
 */
export function match(
  queue: readonly Contact[],
  floor: readonly Seat[],
  now: Date,
  policy: RoutingPolicy,
): Assignment[] {
  let seats = [...floor];
  const assignments: Assignment[] = [];
  for (const contact of inQueueOrder(queue, now, policy)) {
    const verdicts = judge(contact, seats, now, policy);
    const best = verdicts
      .filter((verdict) => verdict.because === undefined)
      .map((verdict) => verdict.seat)
      .sort(byPreference(contact))[0];
    if (best === undefined) continue;
    assignments.push({ contact, to: best.counsellorId, explanation: explain(contact, best, verdicts, now) });
    seats = seats.map((seat) => (seat === best ? withOneSlotLess(seat, contact) : seat));
  }
  return assignments;
}

type Verdict = { readonly seat: Seat; readonly because: Objection | undefined };

function judge(contact: Contact, seats: readonly Seat[], now: Date, policy: RoutingPolicy): Verdict[] {
  const slot = CHANNELS[contact.channel].slot;
  const couldServe = (seat: Seat): boolean =>
    !isBarredSeat(contact, seat) &&
    whyUnroutable(seat, slot) === undefined &&
    seat.languages.includes(contact.language);
  const capable = seats.filter(couldServe);
  const unburdened = capable.filter((seat) => !isSkipped(contact, seat, now) && seat.gate === "open");
  // Whoever just handed an orphan back, or is about to go, is not waited for.
  const isPreviousOwnerRoutable =
    contact.state.status === "orphaned" &&
    unburdened.some((seat) => contact.state.status === "orphaned" && seat.counsellorId === contact.state.previousOwner);
  return seats.map((seat) => ({
    seat,
    because: objection(contact, seat, { isAlone: unburdened.length === 0, isPreviousOwnerRoutable }, now, policy),
  }));
}

function byPreference(contact: Contact): (a: Seat, b: Seat) => number {
  const knows = (seat: Seat): number =>
    contact.state.status === "orphaned" && contact.state.previousOwner === seat.counsellorId ? 0 : 1;
  return (a, b) =>
    knows(a) - knows(b) || a.idleSince.getTime() - b.idleSince.getTime() || (a.counsellorId < b.counsellorId ? -1 : 1);
}

function explain(contact: Contact, chosen: Seat, verdicts: readonly Verdict[], now: Date): Explanation {
  return {
    lane: contact.lane,
    waitedSeconds: differenceInSeconds(now, contact.arrivedAt),
    idleSeconds: Math.max(0, differenceInSeconds(now, chosen.idleSince)),
    knewTheContact: contact.state.status === "orphaned" && contact.state.previousOwner === chosen.counsellorId,
    failedOffers: contact.failedOffers,
    others: verdicts
      .filter(({ seat }) => seat !== chosen)
      .flatMap(({ seat, because }) =>
        because === "barred" ? [] : [{ counsellorId: seat.counsellorId, because: because ?? ("less_idle" as const) }],
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
  return {
    lane: contact.lane,
    waitedSeconds: differenceInSeconds(now, contact.arrivedAt),
    idleSeconds: Math.max(0, differenceInSeconds(now, idleSince)),
    knewTheContact: false,
    failedOffers: contact.failedOffers,
    movedBy,
    others: [],
  };
}

function withOneSlotLess(seat: Seat, contact: Contact): Seat {
  const slot = CHANNELS[contact.channel].slot;
  return { ...seat, freeSlots: { ...seat.freeSlots, [slot]: seat.freeSlots[slot] - 1 } };
}
