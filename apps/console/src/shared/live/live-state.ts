import type { LeasePlace, OfferEnd } from "@nightlight/contracts/counsellor/realtime";
import { create } from "zustand";

/** What the line to the server is like, and what came over it that no query holds. */
export type LiveState = {
  readonly link: "connecting" | "open" | "lost";
  /** Machine time since when the line has not been open. */
  readonly awayAt: number;
  /** Offers ring in one tab only: the one that holds the lease. */
  readonly lease: "asking" | "held" | "elsewhere";
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
  link: "connecting",
  awayAt: 0,
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

/** Whether commands may act on what is on screen; stale truth is read, never acted on. */
export function useIsStale(): boolean {
  return useLiveState((state) => state.link === "lost");
}
