import type { RoutingPolicy } from "../policy/policy.ts";
import type { SlotKind } from "./channel.ts";
import { laneRank, LANES, type Lane } from "./lane.ts";

/** What earlier contacts of the same number or account say about a new one. Facts, never whose they were. */
export type Past = {
  /** One of them was broken off at P1 or P2 a moment ago. */
  readonly wasCutOff: boolean;
  /** One of them is at P1 or P2 and not over, or an office is still at it. */
  readonly hasOpenDanger: boolean;
  /** How many were silent within a day. */
  readonly silentToday: number;
  /** When the one first arrived that nobody took before they gave up, a moment ago. */
  readonly gaveUpFrom: Date | undefined;
  /** A supervisor put them behind the others for a while, and that while is not over. */
  readonly isRestricted: boolean;
};

/** Nothing is known: the other side has no number, or it never reached the helpline before. */
export const NO_PAST: Past = {
  ...{ wasCutOff: false, hasOpenDanger: false, silentToday: 0, gaveUpFrom: undefined },
  isRestricted: false,
};

/** What is known at arrival and decides the entry lane. `safeNow` is the child's own answer to "are you safe right now?". */
export type ArrivalFacts = {
  readonly safeNow: "yes" | "no" | "unknown";
};

/**
 * The entry lane: of the lines of the policy that are true of an arrival, the most severe. A restriction changes the first
 * line alone: whatever speaks of danger counts as it does for everybody.
 */
export function entryLane({ safeNow }: ArrivalFacts, slot: SlotKind, past: Past, policy: RoutingPolicy): Lane {
  const lines: readonly (readonly [isTrue: boolean, lane: Lane])[] = [
    [true, past.isRestricted ? "low" : entryOf(slot, policy)],
    [safeNow === "no", policy.entryNotSafe],
    [past.wasCutOff, policy.entryAfterDrop],
    [past.hasOpenDanger, policy.entryOpenCase],
    // Once a day: the one after it counts as the others do.
    [past.silentToday + 1 === policy.silentTimes, policy.entrySilentAgain],
  ];
  const lanes = lines.filter(([isTrue]) => isTrue).map(([, lane]) => laneRank(lane));
  return LANES[Math.min(...lanes)] ?? "normal";
}

/** The lane that whoever comes by a line begins in, when nothing else is known. */
export function entryOf(slot: SlotKind, policy: RoutingPolicy): Lane {
  return slot === "voice" ? policy.entryVoice : policy.entryChat;
}
