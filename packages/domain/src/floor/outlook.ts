import { CHANNELS, type SlotKind } from "../contact/channel.ts";
import type { Contact, ContactId, CounsellorId } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import { whyUnroutable, type Seat } from "../presence/presence.ts";
import { isBarredSeat, objection, type Objection } from "../routing/eligibility.ts";
import { match, type Assignment } from "../routing/match.ts";
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

/**
 * Looks ahead at the head of the queue: the same rules as the matcher, asked about the same floor. Most of a full floor
 * cannot be asked anything, whatever waits: those are counted once, and only the rest is judged for each contact.
 */
export function outlook(
  waiting: readonly Contact[],
  seats: readonly Seat[],
  now: Date,
  policy: RoutingPolicy,
): ReadonlyMap<ContactId, Next> {
  const head = inQueueOrder(waiting, now, policy).slice(0, OUTLOOK_DEPTH);
  const assignments = new Map(
    match(head, seats.filter(isRoutable), now, policy).map((each) => [each.contact.id, each]),
  );
  const taken = Map.groupBy(assignments.values(), ({ to }) => to);
  const left = dividedBySlot(seats.map((seat) => without(seat, taken.get(seat.counsellorId) ?? [])));
  return new Map(
    head.map((contact) => {
      const found = assignments.get(contact.id);
      if (found === undefined) return [contact.id, nearest(contact, left, now, policy)];
      const because = found.explanation.knewTheContact ? "previous_counsellor_first" : "is_next";
      return [contact.id, { personId: found.to, because, count: 1 }];
    }),
  );
}

/** Whether somebody can be asked anything at all. Nobody else is ever assigned, or changes who is. */
function isRoutable(seat: Seat): boolean {
  return whyUnroutable(seat, "chat") === undefined || whyUnroutable(seat, "voice") === undefined;
}

/** The seats as one kind of place divides them. */
type Divided = {
  readonly routable: readonly Seat[];
  readonly unroutable: readonly Seat[];
  readonly counts: ReadonlyMap<Objection, number>;
};

function dividedBySlot(seats: readonly Seat[]): Readonly<Record<SlotKind, Divided>> {
  return { chat: divided(seats, "chat"), voice: divided(seats, "voice") };
}

function divided(seats: readonly Seat[], slot: SlotKind): Divided {
  const counts = new Map<Objection, number>();
  const parts = { routable: [] as Seat[], unroutable: [] as Seat[] };
  for (const seat of seats) {
    const because = whyUnroutable(seat, slot);
    parts[because === undefined ? "routable" : "unroutable"].push(seat);
    if (because !== undefined) counts.set(because, (counts.get(because) ?? 0) + 1);
  }
  return { ...parts, counts };
}

function nearest(contact: Contact, left: Readonly<Record<SlotKind, Divided>>, now: Date, policy: RoutingPolicy): Next {
  const { routable, unroutable, counts: known } = left[CHANNELS[contact.channel].slot];
  const hasBars = contact.barred.length > 0;
  const counts = new Map(hasBars ? [] : known);
  // Whom it is barred to does not count: nobody learns from this who that is.
  for (const seat of hasBars ? [...routable, ...unroutable].filter((each) => !isBarredSeat(contact, each)) : routable) {
    const found = objection(contact, seat, { isAlone: false, isPreviousOwnerRoutable: false }, now, policy);
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  for (const because of NEXT_BECAUSE) {
    const count = because === "is_next" || because === "nobody" ? undefined : counts.get(because);
    if (count !== undefined) return { personId: undefined, because, count };
  }
  return { personId: undefined, because: "nobody", count: 0 };
}

/** The seat with the places that were assigned gone; a floor never has fewer than none. */
function without(seat: Seat, assigned: readonly Assignment[]): Seat {
  if (assigned.length === 0) return seat;
  const freeSlots = { ...seat.freeSlots };
  for (const { contact } of assigned) {
    const { slot } = CHANNELS[contact.channel];
    freeSlots[slot] = Math.max(0, freeSlots[slot] - 1);
  }
  return { ...seat, freeSlots };
}
