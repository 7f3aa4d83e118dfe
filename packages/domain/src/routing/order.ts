import type { Contact } from "../contact/contact.ts";
import { laneRank, oneLaneUp, type Lane } from "../contact/lane.ts";
import type { RoutingPolicy } from "../policy/policy.ts";

/** Age in milliseconds as the queue sees it: monotone, and a little more for a child's own chat. */
export function queueAge(contact: Contact, now: Date, policy: RoutingPolicy): number {
  const bonus = contact.channel === "webchat" ? policy.childBonusSeconds * 1000 : 0;
  return now.getTime() - contact.arrivedAt.getTime() + bonus;
}

/** The lane a contact is ordered in: a long wait lifts `low` and `normal`, never into `immediate`. */
export function orderingLane(contact: Contact, now: Date, policy: RoutingPolicy): Lane {
  const { lane } = contact;
  if (lane === "immediate" || lane === "high") return lane;
  const waitedSeconds = (now.getTime() - contact.arrivedAt.getTime()) / 1000;
  const liftedAfter = lane === "normal" ? policy.ageingNormalSeconds : policy.ageingLowSeconds;
  return waitedSeconds >= liftedAfter ? oneLaneUp(lane) : lane;
}

/** Sorts a queue: lane first, then age, then id so that the order is total and the same for everybody. */
export function inQueueOrder(contacts: readonly Contact[], now: Date, policy: RoutingPolicy): Contact[] {
  return contacts
    .map((contact) => ({
      contact,
      rank: laneRank(orderingLane(contact, now, policy)),
      age: queueAge(contact, now, policy),
    }))
    .sort((a, b) => a.rank - b.rank || b.age - a.age || (a.contact.id < b.contact.id ? -1 : 1))
    .map(({ contact }) => contact);
}
