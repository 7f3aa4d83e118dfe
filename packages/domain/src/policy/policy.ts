import type { SlotKind } from "../contact/channel.ts";
import type { Lane } from "../contact/lane.ts";
import { isLine } from "./line.ts";
import type { LaneRow, PolicyRow, TextRow } from "./row.ts";
import { ASKING_ROWS } from "./rows-asking.ts";
import { CALL_ROWS } from "./rows-calls.ts";
import { HELPLINE_ROWS } from "./rows-helpline.ts";
import { LANE_ROWS } from "./rows-lanes.ts";
import { ORDER_ROWS } from "./rows-order.ts";
import { OVERFLOW_ROWS } from "./rows-overflow.ts";
import { PACING_ROWS } from "./rows-pacing.ts";
import { PRESENCE_ROWS } from "./rows-presence.ts";
import { SHIFT_ROWS } from "./rows-shift.ts";
import { TALK_ROWS } from "./rows-talk.ts";

/** All numbers and tables that routing runs on. A new one is a row here; screen, checks and history follow by themselves. */
export const POLICY_ROWS = {
  ...LANE_ROWS,
  ...ORDER_ROWS,
  ...ASKING_ROWS,
  ...OVERFLOW_ROWS,
  ...PACING_ROWS,
  ...PRESENCE_ROWS,
  ...TALK_ROWS,
  ...SHIFT_ROWS,
  ...HELPLINE_ROWS,
  ...CALL_ROWS,
} as const satisfies Record<string, PolicyRow>;

type Rows = typeof POLICY_ROWS;

export type PolicyKey = keyof Rows;

/** The policy in force: what decides is given it, as it is given the time. */
export type RoutingPolicy = {
  readonly [Key in PolicyKey]: Rows[Key] extends LaneRow ? Lane : Rows[Key] extends TextRow ? string : number;
};

export const POLICY_KEYS = Object.keys(POLICY_ROWS) as readonly PolicyKey[];

/** A row by its key. */
export function rowOf(key: PolicyKey): PolicyRow {
  return POLICY_ROWS[key];
}

/** What comes with the program. */
export const STANDARD_POLICY = Object.fromEntries(
  POLICY_KEYS.map((key) => [key, rowOf(key).standard]),
) as RoutingPolicy;

/** A stored policy as this build knows it: what it lacks is as it comes with the program, what is unknown is left out. */
export function policyOf(stored: Readonly<Record<string, unknown>>): RoutingPolicy {
  const known = POLICY_KEYS.map((key) => [key, fits(rowOf(key), stored[key]) ? stored[key] : rowOf(key).standard]);
  return Object.fromEntries(known) as RoutingPolicy;
}

/** Whether a value is one that a row can hold. */
export function fits(row: PolicyRow, value: unknown): boolean {
  if (row.kind === "lane") return row.choices.some((lane) => lane === value);
  if (row.kind === "text") return typeof value === "string" && isLine(row, value);
  return typeof value === "number" && Number.isInteger(value) && value >= row.min && value <= row.max;
}

/** How long an offer stands once shown, in seconds. Lane `immediate` is short whatever the channel. */
export function offerLifeSeconds(lane: Lane, slot: SlotKind, policy: RoutingPolicy): number {
  if (lane === "immediate") return policy.immediateOfferSeconds;
  return slot === "voice" ? policy.voiceOfferSeconds : policy.chatOfferSeconds;
}

/** Within how many seconds of its arrival somebody should have a contact of a lane. */
export function targetSeconds(lane: Lane, policy: RoutingPolicy): number {
  const targets: Record<Lane, number> = {
    immediate: policy.targetImmediateSeconds,
    high: policy.targetHighSeconds,
    normal: policy.targetNormalSeconds,
    low: policy.targetLowSeconds,
  };
  return targets[lane];
}
