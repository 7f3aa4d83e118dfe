import type { LeasePlace, OfferEnd, StepIn, ToCounsellor } from "@nightlight/contracts/counsellor/realtime";
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
  /** What somebody else's act changed for me and I have not put away: the newest last. */
  readonly told: readonly Told[];
};

export type Told = StepIn | ({ readonly kind: "not_taken" } & Parameters<ToCounsellor["move:failed"]>[0]);

/** Older news than these is no news: the desk says how things are. */
const TOLD_KEPT = 9;

const FIRST: LiveState = {
  lease: "asking",
  leaseWhere: undefined,
  typingUntil: {},
  lastEnd: undefined,
  returned: [],
  told: [],
};

export const useLiveState = create<LiveState>(() => FIRST);

/** Keeps what is to be read; the same news told twice is kept once. */
export function keepTold(news: Told): void {
  const key = JSON.stringify(news);
  useLiveState.setState(({ told }) => ({
    told: [...told.filter((each) => JSON.stringify(each) !== key), news].slice(-TOLD_KEPT),
  }));
}

/** The newest was read. */
export function putToldAway(): void {
  useLiveState.setState(({ told }) => ({ told: told.slice(0, -1) }));
}

/** Forgets one person's line, for the next to sign in. */
export function resetLiveState(): void {
  useLiveState.setState(FIRST);
}
