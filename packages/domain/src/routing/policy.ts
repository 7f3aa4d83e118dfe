import type { SlotKind } from "../contact/channel.ts";
import type { Lane } from "../contact/lane.ts";

/** The numbers that routing runs on. Each is policy: reviewed as a table, seeded, and later edited in settings. */
export const ROUTING_POLICY = {
  /** Without the browser's word within this time an offer is undeliverable: the network's fault, nobody's blame. */
  shownWithinSeconds: 2,
  /** How long an offer stands once it is on screen. */
  offerLifeSeconds: { voice: 20, chat: 45 } satisfies Record<SlotKind, number>,
  immediateOfferLifeSeconds: 8,
  /** How long somebody is passed over for a contact that was offered to them in vain, unless they are alone. */
  skipSeconds: 60,
  /** Somebody alone is asked again after this; at once in lane `immediate`. */
  skipAloneSeconds: 5,
  /** Shown and missed this often in a row, a counsellor counts as not responding. */
  missedOffersBeforeNotResponding: { voice: 1, chat: 2 } satisfies Record<SlotKind, number>,
  /** How long an ending can be undone; the child's line stays open meanwhile. */
  undoSeconds: 8,
  /** How long an owner may be gone before their chat looks for somebody else. */
  orphanAfterSeconds: { voice: 10, chat: 60 } satisfies Record<SlotKind, number>,
  /** How long an orphan waits for the counsellor who knows it. */
  previousOwnerGraceSeconds: 20,
  /** A child's chat counts as this much older. */
  childBonusSeconds: 30,
  /** After this wait a contact of a lower lane is ordered one lane up, never into `immediate`. */
  ageingSeconds: { low: 300, normal: 180 },
  /** Within this time of its arrival somebody should have a contact; later the floor says so. */
  waitTargetSeconds: { immediate: 10, high: 60, normal: 180, low: 300 } satisfies Record<Lane, number>,
  /** This many offers of one contact in vain are told to supervisors. */
  failedOffersToTell: 3,
  /** In the last minutes of a shift nothing new is offered, except `immediate` with nobody else. */
  windDownMinutes: 10,
  /** A screen that has not been heard of for this long is lost. */
  leaseSeconds: 12,
  /** Places for chats a counsellor has at once. */
  chatSlots: 1,
} as const;

/** How long an offer stands once shown, in seconds. Lane `immediate` is short whatever the channel. */
export function offerLifeSeconds(lane: Lane, slot: SlotKind): number {
  return lane === "immediate" ? ROUTING_POLICY.immediateOfferLifeSeconds : ROUTING_POLICY.offerLifeSeconds[slot];
}
