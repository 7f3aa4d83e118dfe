import { liveOfferOf, type Contact, type CounsellorId } from "../contact/contact.ts";
import { PAUSES, type FloorCause, type FloorSeat, type FloorState } from "./floor.ts";

export type PersonState = {
  readonly state: FloorState;
  readonly since: Date;
  readonly cause: { readonly code: FloorCause; readonly at: Date | undefined; readonly count: number | undefined };
};

/** What somebody has: conversations, a record that keeps their place, and what rings at them. */
export type Carried = {
  readonly talks: readonly Date[];
  readonly writes: readonly Date[];
  readonly rings: readonly Date[];
};

const NOTHING: Carried = { talks: [], writes: [], rings: [] };

/** What everybody has, by person: since when each of it. */
export function carriedBy(contacts: readonly Contact[]): (id: CounsellorId) => Carried {
  const found = new Map<CounsellorId, { talks: Date[]; writes: Date[]; rings: Date[] }>();
  const of = (id: CounsellorId) => {
    const known = found.get(id) ?? { talks: [], writes: [], rings: [] };
    found.set(id, known);
    return known;
  };
  for (const contact of contacts) {
    const { state } = contact;
    const offer = liveOfferOf(contact);
    if (offer !== undefined) of(offer.to).rings.push(offer.madeAt);
    if (state.status === "active") of(state.owner).talks.push(state.since);
    if (state.status === "closing") of(state.owner).talks.push(state.activeSince);
    if (state.status === "wrap_up" && state.holdsSlot) of(state.owner).writes.push(state.since);
  }
  return (id) => found.get(id) ?? NOTHING;
}

/** What somebody is doing, since when and why: the first that holds of what a supervisor has to know. */
export function personState(seat: FloorSeat, carried: Carried, now: Date): PersonState {
  const { intent, intentSince, gate, lease, shift, missedInRow } = seat;
  const isOnShift = gate === "open" || gate === "winding_down";
  const talksSince = earliest(carried.talks);
  const writesSince = earliest(carried.writes);
  const ringsSince = earliest(carried.rings);
  const isExpected = talksSince !== undefined || (intent === "available" && isOnShift);
  if (isExpected && lease === undefined) {
    return told("screen_lost", "never_connected", shift?.checkedInAt ?? intentSince);
  }
  if (isExpected && lease?.isAlive === false) return told("screen_lost", "lease_lost", lease.lostAt ?? intentSince);
  if (ringsSince !== undefined) return told("ringing", "offer", ringsSince, carried.rings.length);
  if (talksSince !== undefined) return told("talking", "conversation", talksSince, carried.talks.length);
  if (writesSince !== undefined) return told("writing", "record", writesSince, carried.writes.length);
  if (!isOnShift) return offShift(seat, now);
  if (intent === "not_responding") return told("paused", "not_responding", intentSince, missedInRow);
  if (intent !== "available") return told("paused", PAUSES[intent], intentSince);
  const freeSince = latest([seat.idleSince, intentSince, shift?.checkedInAt ?? intentSince]);
  return told("free", gate === "winding_down" ? "winding_down" : "idle", freeSince);
}

function offShift({ shift, intentSince }: FloorSeat, now: Date): PersonState {
  if (shift === undefined) {
    return { state: "not_on_shift", since: intentSince, cause: { code: "no_shift", at: undefined, count: undefined } };
  }
  if (shift.startsAt <= now) return told("not_on_shift", "not_checked_in", shift.startsAt);
  return {
    state: "not_on_shift",
    since: intentSince,
    cause: { code: "before_shift", at: shift.startsAt, count: undefined },
  };
}

function told(state: FloorState, code: FloorCause, at: Date, count?: number): PersonState {
  return { state, since: at, cause: { code, at, count } };
}

function earliest(times: readonly Date[]): Date | undefined {
  return times.length === 0 ? undefined : times.reduce((one, other) => (other < one ? other : one));
}

function latest(times: readonly [Date, ...Date[]]): Date {
  return times.reduce((one, other) => (other > one ? other : one));
}
