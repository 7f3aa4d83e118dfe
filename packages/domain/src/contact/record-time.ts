import { addMinutes } from "date-fns/addMinutes";
import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { Contact, CounsellorId } from "./contact.ts";
import type { ContactEvent } from "./events.ts";

/** Until when a record may keep its place; how often its counsellor can still take more minutes, and how many. */
export type RecordTime = { readonly until: Date; readonly moreLeft: number; readonly moreMinutes: number };

export type RecordTimeCommand = {
  type: "take-more-time";
  by: CounsellorId;
  /** The end that was on screen: of any other, a press is a repeat, or comes from an old screen. */
  until: Date;
};

export type RecordTimeRefusal = "not-yours" | "not-in-wrap-up" | "no-more-time";

/**
 * The time of a record that keeps a place; undefined where none is kept. Past its end nothing is closed and nothing is
 * taken from whoever writes: a supervisor sees it and can free the place.
 */
export function recordTimeOf({ state }: Pick<Contact, "state">, policy: RoutingPolicy): RecordTime | undefined {
  if (state.status !== "wrap_up" || !state.holdsSlot) return undefined;
  const { since, more } = state;
  return {
    until: more?.until ?? addMinutes(since, policy.recordMinutes),
    moreLeft: Math.max(0, policy.recordMoreTimes - (more?.times ?? 0)),
    moreMinutes: policy.recordMoreMinutes,
  };
}

/** Whether a record keeps its place for longer than it may. */
export function isOverRecordTime(contact: Pick<Contact, "state">, now: Date, policy: RoutingPolicy): boolean {
  const time = recordTimeOf(contact, policy);
  return time !== undefined && time.until <= now;
}

/** Some minutes more for a record, from its end or, when that is past, from now. */
export function takeMoreTime(
  contact: Contact,
  { by, until }: RecordTimeCommand,
  now: Date,
  policy: RoutingPolicy,
): Result<readonly ContactEvent[], RecordTimeRefusal> {
  const { state } = contact;
  if (!("owner" in state) || state.owner !== by) return refuse("not-yours");
  if (state.status !== "wrap_up") return refuse("not-in-wrap-up");
  const time = recordTimeOf(contact, policy);
  if (time === undefined || time.until.getTime() !== until.getTime()) return accept([]);
  if (time.moreLeft === 0) return refuse("no-more-time");
  const from = time.until > now ? time.until : now;
  return accept([{ type: "more_time_taken", until: addMinutes(from, policy.recordMoreMinutes) }]);
}
