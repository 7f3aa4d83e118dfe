import { CHANNELS } from "../contact/channel.ts";
import type { Contact, ContactId, CounsellorId } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import type { Seat } from "../presence/presence.ts";
import { isBarredSeat, objection, type Objection } from "../routing/eligibility.ts";
import { match } from "../routing/match.ts";
import { inQueueOrder } from "../routing/order.ts";

/** Who is next for a waiting contact, or what keeps it from everybody: the objection that is nearest to falling. */
export const NEXT_BECAUSE = [
  /** `person` gets it in the next pass. */
  "is_next",
  /** `person` knows it, and gets it or is waited for. */
  "previous_counsellor_first",
  "resting",
  "severe_in_row",
  "winding_down",
  "skipped",
  "other_queue",
  "language",
  "capacity",
  "lease",
  "gate",
  "intent",
  /** Nobody is there at all. */
  "nobody",
] as const;

export type NextBecause = (typeof NEXT_BECAUSE)[number];

/** `count`: how many people it is true of. */
export type Next = {
  readonly personId: CounsellorId | undefined;
  readonly because: NextBecause;
  readonly count: number;
};

/** Further down nobody asks who is next: it changes until then. */
export const OUTLOOK_DEPTH = 40;

/** Looks ahead at the head of the queue: the same rules as the matcher, asked about the same floor. */
export function outlook(
  waiting: readonly Contact[],
  seats: readonly Seat[],
  now: Date,
  policy: RoutingPolicy,
): ReadonlyMap<ContactId, Next> {
  const head = inQueueOrder(waiting, now, policy).slice(0, OUTLOOK_DEPTH);
  const assignments = new Map(match(head, seats, now, policy).map((each) => [each.contact.id, each]));
  const taken = new Map<CounsellorId, number>();
  for (const { to } of assignments.values()) taken.set(to, (taken.get(to) ?? 0) + 1);
  const left = seats.map((seat) => withFewer(seat, taken.get(seat.counsellorId) ?? 0));
  return new Map(
    head.map((contact) => {
      const found = assignments.get(contact.id);
      if (found === undefined) return [contact.id, nearest(contact, left, now, policy)];
      const because = found.explanation.knewTheContact ? "previous_counsellor_first" : "is_next";
      return [contact.id, { personId: found.to, because, count: 1 }];
    }),
  );
}

function nearest(contact: Contact, seats: readonly Seat[], now: Date, policy: RoutingPolicy): Next {
  const counts = new Map<Objection, number>();
  // Whom it is barred to does not count: nobody learns from this who that is.
  for (const seat of seats.filter((each) => !isBarredSeat(contact, each))) {
    const found = objection(contact, seat, { isAlone: false, isPreviousOwnerRoutable: false }, now, policy);
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  for (const because of NEXT_BECAUSE) {
    const count = because === "is_next" || because === "nobody" ? undefined : counts.get(because);
    if (count !== undefined) return { personId: undefined, because, count };
  }
  return { personId: undefined, because: "nobody", count: 0 };
}

/** Free places after `count` more contacts; a floor never has fewer than none. */
function withFewer(seat: Seat, count: number): Seat {
  if (count === 0) return seat;
  const slot = CHANNELS.webchat.slot;
  return { ...seat, freeSlots: { ...seat.freeSlots, [slot]: Math.max(0, seat.freeSlots[slot] - count) } };
}
