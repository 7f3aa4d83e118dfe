import { addMinutes } from "date-fns/addMinutes";
import { differenceInMilliseconds } from "date-fns/differenceInMilliseconds";
import type { Contact } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import type { RiskLevel } from "../risk/level.ts";

/** What somebody carries, as of their last record. Theirs alone: no screen of anybody else shows it. */
export type Pacing = {
  /** Minutes of handling weighted by how hard they were, halving over time; as of `at`. */
  readonly load: number;
  /** The same, within this shift and not halving: what fairness compares. */
  readonly minutes: number;
  readonly severeInRow: number;
  /** After a P1 record; waived by nobody but themselves. */
  readonly protectedUntil: Date | undefined;
  readonly at: Date;
};

const MS_PER_MINUTE = 60_000;

/** Whether the person rests after a hard record. */
export function isProtected(pacing: Pacing | undefined, now: Date): boolean {
  return pacing?.protectedUntil !== undefined && now < pacing.protectedUntil;
}

/** The load that is left of it now. */
export function loadAt(pacing: Pacing | undefined, now: Date, policy: RoutingPolicy): number {
  if (pacing === undefined) return 0;
  const minutes = Math.max(0, differenceInMilliseconds(now, pacing.at)) / MS_PER_MINUTE;
  return pacing.load * 0.5 ** (minutes / policy.loadHalfLifeMinutes);
}

/** Weighted minutes of this shift, in whole steps: smaller differences do not count. */
export function fairnessStep(pacing: Pacing | undefined, now: Date, policy: RoutingPolicy): number {
  if (pacing === undefined || isAnotherShift(pacing, now, policy)) return 0;
  return Math.floor(pacing.minutes / policy.fairnessStepMinutes);
}

/** Whether a contact counts as hard before anybody knows its level. */
export function isSevere({ lane, risk }: Pick<Contact, "lane" | "risk">): boolean {
  return lane === "immediate" || lane === "high" || isSevereLevel(risk.level);
}

/** What a closed record makes of what its counsellor carries. `minutes` is how long it was in their hands. */
export function pacingAfter(
  before: Pacing | undefined,
  record: { readonly level: RiskLevel | undefined; readonly minutes: number },
  now: Date,
  policy: RoutingPolicy,
): Pacing {
  const { level } = record;
  const weighted = (Math.max(0, record.minutes) * intensityOf(level, policy)) / 100;
  const kept = before !== undefined && isProtected(before, now) ? before.protectedUntil : undefined;
  const begun = before === undefined || isAnotherShift(before, now, policy) ? 0 : before.minutes;
  return {
    load: loadAt(before, now, policy) + weighted,
    minutes: begun + weighted,
    severeInRow: isSevereLevel(level) ? (before?.severeInRow ?? 0) + 1 : 0,
    protectedUntil: restAfter(level, now, policy) ?? kept,
    at: now,
  };
}

/** Until when somebody rests after a record of this level; undefined: no longer than before. */
export function restAfter(level: RiskLevel | undefined, now: Date, policy: RoutingPolicy): Date | undefined {
  return level === "P1" ? addMinutes(now, policy.protectedMinutes) : undefined;
}

/** Whether a record of this level counts as hard. */
export function isSevereLevel(level: RiskLevel | undefined): boolean {
  return level === "P1" || level === "P2";
}

/** How much a minute of a record weighs, in percent. */
export function intensityOf(level: RiskLevel | undefined, policy: RoutingPolicy): number {
  if (level === "P1") return policy.intensityP1Percent;
  return level === "P2" ? policy.intensityP2Percent : 100;
}

/** Work longer ago than the policy's break was another shift's. */
function isAnotherShift({ at }: Pacing, now: Date, { shiftBreakHours }: RoutingPolicy): boolean {
  return differenceInMilliseconds(now, at) > shiftBreakHours * 60 * MS_PER_MINUTE;
}
