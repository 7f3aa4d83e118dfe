import { CHANNELS, type SlotKind } from "./channel.ts";
import { moveOf, type Contact, type CounsellorId, type LiveOffer } from "./contact.ts";
import type { Guest } from "./talk.ts";
import { offerDueAt, orphanDueAt } from "./deadlines.ts";
import { isDelayed } from "./decide-move.ts";
import { isSilenceWatched } from "./decide-talk.ts";

/** Clocks that a contact can have running; at most one at a time. */
export const CONTACT_CLOCKS = ["offer", "closing", "orphan", "move", "hold", "silence", "callback"] as const;

export type ContactClock = (typeof CONTACT_CLOCKS)[number];

export type Place = { readonly counsellorId: CounsellorId; readonly kind: SlotKind };

/** The rows that a contact's state stands on: its place, its live offer, its clock, its owner. */
export type Footprint = {
  readonly slot: Place | undefined;
  /** The place that a transfer keeps free for whoever it is held out to. */
  readonly transferSlot: Place | undefined;
  readonly offer: LiveOffer | undefined;
  readonly clock: { readonly kind: ContactClock; readonly dueAt: Date } | undefined;
  readonly owner: CounsellorId | undefined;
};

const none: Footprint = {
  slot: undefined,
  transferSlot: undefined,
  offer: undefined,
  clock: undefined,
  owner: undefined,
};

/**
 * Derives slot, offer and clock from the state, so that no store can keep one without the other
 * (invariants I1–I3: one offer or one owner, no place without a contact, no wait without a clock).
 */
export function footprint(contact: Contact): Footprint {
  const kind = CHANNELS[contact.channel].slot;
  const { state } = contact;
  switch (state.status) {
    case "queued":
      // A promised call that nobody could make is a matter for supervisors when its window ends.
      return contact.callback === undefined
        ? none
        : { ...none, clock: { kind: "callback", dueAt: contact.callback.until } };
    case "callback_due":
      return { ...none, clock: { kind: "callback", dueAt: state.dueAt } };
    case "orphaned":
    case "abandoned":
      return none;
    case "offered":
      return {
        ...none,
        slot: placeFor(state.offer, kind),
        offer: state.offer,
        clock: { kind: "offer", dueAt: offerDueAt(state.offer) },
      };
    case "active":
      return {
        slot: state.isExtra === true ? undefined : { counsellorId: state.owner, kind },
        transferSlot: state.transfer === undefined ? guestPlace(state.guest, kind) : placeFor(state.transfer, kind),
        offer: state.transfer,
        clock: firstClock(contact),
        owner: state.owner,
      };
    case "closing":
      return {
        ...none,
        slot: state.isExtra === true ? undefined : { counsellorId: state.owner, kind },
        clock: { kind: "closing", dueAt: state.until },
        owner: state.owner,
      };
    case "wrap_up":
      return {
        ...none,
        slot: state.holdsSlot ? { counsellorId: state.owner, kind } : undefined,
        clock: firstClock(contact),
        owner: state.owner,
      };
    case "closed":
      return { ...none, owner: state.owner };
  }
}

/** The places that one footprint holds and another does not. */
export function placesIn(one: Footprint, other: Footprint): Place[] {
  const [ours, theirs] = [one, other].map(({ slot, transferSlot }) => [slot, transferSlot]);
  const isHeld = (place: Place): boolean =>
    theirs?.some((each) => each?.counsellorId === place.counsellorId && each.kind === place.kind) === true;
  return (ours ?? []).filter((place) => place !== undefined).filter((place) => !isHeld(place));
}

function placeFor(offer: LiveOffer, kind: SlotKind): Place | undefined {
  return offer.isExtra === true ? undefined : { counsellorId: offer.to, kind };
}

function guestPlace(guest: Guest | undefined, kind: SlotKind): Place | undefined {
  return guest === undefined || guest.isExtra === true ? undefined : { counsellorId: guest.id, kind };
}

/** The clock that rings first: for a lost owner, an open transfer, a move that waits for its undo seconds to end. */
function firstClock(contact: Contact): Footprint["clock"] {
  const { state } = contact;
  const clocks: NonNullable<Footprint["clock"]>[] = [];
  const orphanAt = orphanDueAt(contact);
  if (state.status === "active" && orphanAt !== undefined) clocks.push({ kind: "orphan", dueAt: orphanAt });
  if (state.status === "active" && state.transfer !== undefined) {
    clocks.push({ kind: "offer", dueAt: offerDueAt(state.transfer) });
  }
  if (state.status === "active" && state.hold?.remindAt !== undefined) {
    clocks.push({ kind: "hold", dueAt: state.hold.remindAt });
  }
  if (state.status === "active" && state.silence !== undefined && isSilenceWatched(state)) {
    clocks.push({ kind: "silence", dueAt: state.silence.nextAt });
  }
  const move = moveOf(contact);
  if (move !== undefined && isDelayed(contact)) clocks.push({ kind: "move", dueAt: move.until });
  return clocks.reduce<Footprint["clock"]>(
    (first, clock) => (first === undefined || clock.dueAt < first.dueAt ? clock : first),
    undefined,
  );
}
