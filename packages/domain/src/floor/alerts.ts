import { isWaiting, type Contact } from "../contact/contact.ts";
import { mayBeAllowedACall } from "../contact/may-call.ts";
import { recordTimeOf } from "../contact/record-time.ts";
import { targetSeconds, type RoutingPolicy } from "../policy/policy.ts";
import { rungAt } from "../routing/overflow.ts";
import type { FloorAlertCode, FloorReading, FloorSeat } from "./floor.ts";

/** `key` stays the same as long as it is the same alert. */
export type FloorAlert = {
  readonly key: string;
  readonly code: FloorAlertCode;
  readonly since: Date;
  readonly contactId: string | undefined;
  readonly personId: string | undefined;
};

/** By when somebody should have a contact that waits. */
export function waitTargetAt({ arrivedAt, lane }: Pick<Contact, "arrivedAt" | "lane">, policy: RoutingPolicy): Date {
  return new Date(arrivedAt.getTime() + targetSeconds(lane, policy) * 1000);
}

/** What wants an act on the floor, oldest first. */
export function alertsOf({ contacts, seats, troubles, at, policy }: Omit<FloorReading, "number">): FloorAlert[] {
  const ofContacts = contacts.flatMap(({ contact, needsHandOver }) => [
    ...alertsOfContact(contact, at, policy),
    ...(needsHandOver ? [aboutContact("needs_hand_over", contact, sinceOf(contact))] : []),
  ]);
  const silent = seats
    .filter(({ intent, gate }) => intent === "not_responding" && isOnShift(gate))
    .map(({ counsellorId, intentSince }) => ({
      key: `not_responding:${counsellorId}:${intentSince.toISOString()}`,
      code: "not_responding" as const,
      since: intentSince,
      contactId: undefined,
      personId: counsellorId,
    }));
  return [
    ...ofContacts,
    ...silent,
    ...troubles.map(({ engine, code, since }) => ({
      ...{ key: `${code}:${engine}:${since.toISOString()}`, code, since },
      ...{ contactId: undefined, personId: undefined },
    })),
    ...nobodyThere(
      contacts.map(({ contact }) => contact),
      seats,
    ),
  ].sort((one, other) => one.since.getTime() - other.since.getTime() || (one.key < other.key ? -1 : 1));
}

function alertsOfContact(contact: Contact, at: Date, policy: RoutingPolicy): FloorAlert[] {
  const { state, lane, arrivedAt, failedOffers } = contact;
  const found: FloorAlert[] = [];
  if (state.status === "active" && state.ownerLostAt !== undefined) {
    found.push(aboutContact("screen_lost_in_conversation", contact, state.ownerLostAt));
  }
  if (state.status === "active" && state.silence?.stage === "alarmed") {
    found.push(aboutContact("silent_in_danger", contact, state.since));
  }
  const recordUntil = recordTimeOf(contact, policy)?.until;
  if (recordUntil !== undefined && recordUntil <= at) {
    found.push(aboutContact("record_takes_long", contact, recordUntil));
  }
  if (state.status === "callback_due" && state.wantsDecision) {
    found.push(aboutContact("call_undecided", contact, state.since));
  }
  if (mayBeAllowedACall(contact)) found.push(aboutContact("broke_off_in_danger", contact, sinceOf(contact)));
  if (state.status === "orphaned") found.push(aboutContact("orphaned", contact, state.since));
  if (!isWaiting(contact) && state.status !== "offered") return found;
  if (lane === "immediate" && isWaiting(contact)) found.push(aboutContact("immediate_waits", contact, arrivedAt));
  if (failedOffers >= policy.failedOffersToTell) found.push(aboutContact("offers_fail", contact, arrivedAt));
  return lane === "immediate" ? found : [...found, ...alertOfWait(contact, at, policy)];
}

/** One alert for a long wait: the furthest that it has come to. */
function alertOfWait(contact: Contact, at: Date, policy: RoutingPolicy): FloorAlert[] {
  const target = waitTargetAt(contact, policy);
  const onCall = rungAt(contact, "on_call", policy);
  const supervisors = rungAt(contact, "supervisors", policy);
  if (at >= onCall && isWaiting(contact)) return [aboutContact("on_call_wanted", contact, onCall)];
  if (at >= target) return [aboutContact("over_target", contact, target)];
  return at >= supervisors && isWaiting(contact) ? [aboutContact("nobody_takes", contact, supervisors)] : [];
}

function nobodyThere(contacts: readonly Contact[], seats: readonly FloorSeat[]): FloorAlert[] {
  const since = contacts
    .filter(isWaiting)
    .map(({ arrivedAt }) => arrivedAt)
    .sort((one, other) => one.getTime() - other.getTime())[0];
  const isSomebodyThere = seats.some(({ isLeaseAlive, gate }) => isLeaseAlive && isOnShift(gate));
  if (since === undefined || isSomebodyThere) return [];
  return [{ key: "nobody_there", code: "nobody_there", since, contactId: undefined, personId: undefined }];
}

function isOnShift(gate: FloorSeat["gate"]): boolean {
  return gate === "open" || gate === "winding_down";
}

function aboutContact(code: FloorAlertCode, { id }: Contact, since: Date): FloorAlert {
  return { key: `${code}:${id}`, code, since, contactId: id, personId: undefined };
}

/** Since when a contact is in its state. */
export function sinceOf({ state }: Contact): Date {
  switch (state.status) {
    case "queued":
    case "active":
    case "wrap_up":
    case "orphaned":
    case "callback_due":
      return state.since;
    case "offered":
      return state.offer.madeAt;
    case "closing":
      return state.activeSince;
    case "closed":
    case "abandoned":
      return state.at;
  }
}
