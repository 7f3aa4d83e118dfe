import { CHANNELS } from "../contact/channel.ts";
import type { Contact } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import { whyUnroutable, type Seat } from "../presence/presence.ts";
import {
  canSpeak,
  hadEnough,
  hasSkill,
  isBarredSeat,
  isNearEnd,
  isOfOtherQueue,
  isSkipped,
  lacksSkill,
  objection,
} from "./eligibility.ts";
import { explain, type Explanation, type Verdict } from "./explanation.ts";
import { inQueueOrder } from "./order.ts";
import { fairnessStep, isProtected, loadAt } from "./pacing.ts";

export type Assignment = { readonly contact: Contact; readonly to: string; readonly explanation: Explanation };

/**
 * Matches waiting contacts with free seats: lane and age decide which contact; then who knows it, who carries least, and
 * who has been idle longest. Pure and deterministic: the same queue and floor give the same assignments.
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
    // A hundred callers and no telephone: nobody need be judged to know that.
    const slot = CHANNELS[contact.channel].slot;
    if (!seats.some(({ freeSlots }) => freeSlots[slot] > 0)) continue;
    const verdicts = judge(contact, seats, now, policy);
    const eligible = verdicts.filter((verdict) => verdict.because === undefined).map((verdict) => verdict.seat);
    const best = eligible.length < 2 ? eligible[0] : preferred(contact, eligible, now, policy);
    if (best === undefined) continue;
    const explanation = explain(contact, best, verdicts, now, policy);
    assignments.push({ contact, to: best.counsellorId, explanation });
    seats = seats.map((seat) => (seat === best ? withOneSlotLess(seat, contact) : seat));
  }
  return assignments;
}

/** The verdict on every seat, with what each depends on of the others. */
export function judge(contact: Contact, seats: readonly Seat[], now: Date, policy: RoutingPolicy): Verdict[] {
  const slot = CHANNELS[contact.channel].slot;
  const { state } = contact;
  const couldServe = (seat: Seat): boolean =>
    !isBarredSeat(contact, seat) &&
    whyUnroutable(seat, slot) === undefined &&
    canSpeak(contact, seat, now, policy) &&
    !lacksSkill(contact, seat, now, policy) &&
    !isOfOtherQueue(contact, seat, now, policy);
  const unburdened = seats.filter((seat) => couldServe(seat) && !isBurdened(contact, seat, now, policy));
  // Whoever just handed an orphan back, or is about to go, is not waited for.
  const isPreviousOwnerRoutable =
    state.status === "orphaned" && unburdened.some((seat) => seat.counsellorId === state.previousOwner);
  const surroundings = { isAlone: unburdened.length === 0, isPreviousOwnerRoutable };
  return seats.map((seat) => ({ seat, because: objection(contact, seat, surroundings, now, policy) }));
}

/** Whether something speaks against the person that yields when nobody else is there. */
function isBurdened(contact: Contact, seat: Seat, now: Date, policy: RoutingPolicy): boolean {
  return (
    isNearEnd(contact, seat, now, policy) ||
    isSkipped(contact, seat, now) ||
    isProtected(seat.pacing, now) ||
    hadEnough(contact, seat, policy)
  );
}

function preferred(contact: Contact, seats: readonly Seat[], now: Date, policy: RoutingPolicy): Seat | undefined {
  const { state } = contact;
  const ranked = seats.map((seat) => ({
    seat,
    ranks: [
      state.status === "orphaned" && state.previousOwner === seat.counsellorId ? 0 : 1,
      isProtected(seat.pacing, now) ? 1 : 0,
      hasSkill(contact, seat) ? 0 : 1,
      contact.queueId === seat.centreId ? 0 : 1,
      seat.languages.includes(contact.language) ? 0 : 1,
      loadAt(seat.pacing, now, policy) < policy.loadLimitMinutes ? 0 : 1,
      fairnessStep(seat.pacing, now, policy),
      seat.idleSince.getTime(),
    ],
  }));
  ranked.sort(
    (one, other) => compare(one.ranks, other.ranks) || (one.seat.counsellorId < other.seat.counsellorId ? -1 : 1),
  );
  return ranked[0]?.seat;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((rank, index) => rank !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** Nobody talks and writes at once: whoever is held out a call has no place for chats any more, and the other way round. */
function withOneSlotLess(seat: Seat, contact: Contact): Seat {
  const slot = CHANNELS[contact.channel].slot;
  return { ...seat, freeSlots: { voice: 0, chat: 0, [slot]: seat.freeSlots[slot] - 1 } };
}
