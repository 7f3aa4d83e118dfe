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
