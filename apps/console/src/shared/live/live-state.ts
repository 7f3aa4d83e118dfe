import type { LeasePlace, OfferEnd } from "@nightlight/contracts/counsellor/realtime";
import { create } from "zustand";

/** Who rings, and what came over the line that no query holds. */
export type LiveState = {
  /** Offers ring in one tab only: the one that holds the lease. None: whoever has no desk. */
  readonly lease: "asking" | "held" | "elsewhere" | "none";
  /** Where they ring instead; undefined while nobody said. */
  readonly leaseWhere: LeasePlace | undefined;
  /** Per contact, until when (machine time) the child counts as typing. */
  readonly typingUntil: Readonly<Record<string, number>>;
  /** The last offer that left the screen without being taken by this person. */
  readonly lastEnd:
    { readonly offerId: string; readonly end: OfferEnd | "refused"; readonly detail?: string } | undefined;
  /** Contacts that a child brought back while they were being closed. */
  readonly returned: readonly string[];
};

const FIRST: LiveState = {
  lease: "asking",
  leaseWhere: undefined,
  typingUntil: {},
  lastEnd: undefined,
  returned: [],
};

export const useLiveState = create<LiveState>(() => FIRST);

/** Forgets one person's line, for the next to sign in. */
export function resetLiveState(): void {
  useLiveState.setState(FIRST);
}
