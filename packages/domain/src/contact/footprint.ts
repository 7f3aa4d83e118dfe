import { CHANNELS, type SlotKind } from "./channel.ts";
import type { Contact, CounsellorId, LiveOffer } from "./contact.ts";
import { offerDueAt, orphanDueAt } from "./decide.ts";

/** Clocks that a contact can have running; at most one at a time. */
export const CONTACT_CLOCKS = ["offer", "closing", "orphan"] as const;

export type ContactClock = (typeof CONTACT_CLOCKS)[number];

/** The rows that a contact's state stands on: its place, its live offer, its clock, its owner. */
export type Footprint = {
  readonly slot: { readonly counsellorId: CounsellorId; readonly kind: SlotKind } | undefined;
  readonly offer: LiveOffer | undefined;
  readonly clock: { readonly kind: ContactClock; readonly dueAt: Date } | undefined;
  readonly owner: CounsellorId | undefined;
};

const none: Footprint = { slot: undefined, offer: undefined, clock: undefined, owner: undefined };

/**
 * Derives slot, offer and clock from the state, so that no store can keep one without the other
 * (invariants I1–I3: one offer or one owner, no place without a contact, no wait without a clock).
 */
export function footprint(contact: Contact): Footprint {
  const kind = CHANNELS[contact.channel].slot;
  const { state } = contact;
  switch (state.status) {
    case "queued":
    case "orphaned":
    case "abandoned":
      return none;
    case "offered":
      return {
        slot: { counsellorId: state.offer.to, kind },
        offer: state.offer,
        clock: { kind: "offer", dueAt: offerDueAt(state.offer) },
        owner: undefined,
      };
    case "active":
      return {
        slot: { counsellorId: state.owner, kind },
        offer: undefined,
        clock:
          state.ownerLostAt === undefined
            ? undefined
            : { kind: "orphan", dueAt: orphanDueAt(contact, state.ownerLostAt) },
        owner: state.owner,
      };
    case "closing":
      return {
        slot: { counsellorId: state.owner, kind },
        offer: undefined,
        clock: { kind: "closing", dueAt: state.until },
        owner: state.owner,
      };
    case "wrap_up":
      return {
        ...none,
        slot: state.holdsSlot ? { counsellorId: state.owner, kind } : undefined,
        owner: state.owner,
      };
    case "closed":
      return { ...none, owner: state.owner };
  }
}
