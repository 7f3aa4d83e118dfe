/** Severity bands of the queue, most severe first. */
export const LANES = ["immediate", "high", "normal", "low"] as const;

export type Lane = (typeof LANES)[number];

/** 0 for the most severe lane. */
export function laneRank(lane: Lane): number {
  return LANES.indexOf(lane);
}

/** One lane up, for a contact whose counsellor was lost; never into `immediate`, which only danger opens. */
export function oneLaneUp(lane: Lane): Lane {
  const raised: Record<Lane, Lane> = { immediate: "immediate", high: "high", normal: "high", low: "normal" };
  return raised[lane];
}

/** What is known at arrival and decides the entry lane. `safeNow` is the child's own answer to "are you safe right now?". */
export type ArrivalFacts = {
  readonly safeNow: "yes" | "no" | "unknown";
};

/** The entry lane table (policy). "Are you safe right now?" answered no goes before everything. */
export function entryLane(facts: ArrivalFacts): Lane {
  const lanes: Record<ArrivalFacts["safeNow"], Lane> = { no: "immediate", yes: "normal", unknown: "normal" };
  return lanes[facts.safeNow];
}
