import { addSeconds } from "date-fns/addSeconds";
import { CHANNELS } from "../contact/channel.ts";
import type { Contact } from "../contact/contact.ts";
import { whyUnroutable, type Seat, type Unroutable } from "../presence/presence.ts";
import type { RoutingPolicy } from "../policy/policy.ts";

/** What spoke against offering a contact to somebody. */
export type Objection = "barred" | Unroutable | "language" | "skipped" | "winding_down" | "previous_counsellor_first";

/** The rest of the floor, as far as one verdict depends on it. */
export type Surroundings = {
  /** Whether anybody else could take the contact: skips and wind-down yield when nobody is left. */
  readonly isAlone: boolean;
  /** Whether the counsellor who knows an orphan is routable now. */
  readonly isPreviousOwnerRoutable: boolean;
};

/** The one eligibility function: matcher, auditor and explanation all ask here. Undefined means eligible. */
export function objection(
  contact: Contact,
  seat: Seat,
  surroundings: Surroundings,
  now: Date,
  policy: RoutingPolicy,
): Objection | undefined {
  if (isBarredSeat(contact, seat)) return "barred";
  const unroutable = whyUnroutable(seat, CHANNELS[contact.channel].slot);
  if (unroutable !== undefined) return unroutable;
  if (!seat.languages.includes(contact.language)) return "language";
  if (isSkipped(contact, seat, now) && !(surroundings.isAlone && mayBeAskedAgain(contact, seat, now, policy)))
    return "skipped";
  if (seat.gate === "winding_down" && !(contact.lane === "immediate" && surroundings.isAlone)) return "winding_down";
  if (waitsForPreviousOwner(contact, seat, surroundings, now, policy)) return "previous_counsellor_first";
  return undefined;
}

/**
 * Everything that speaks against it, for whoever may override it by name: the same function, asked again as if each
 * objection that it found had gone. Nothing goes beyond a bar.
 */
export function objections(contact: Contact, seat: Seat, now: Date, policy: RoutingPolicy): Objection[] {
  const found: Objection[] = [];
  let asked = { contact, seat };
  for (;;) {
    // Whoever names a person does not wait for another.
    const surroundings = { isAlone: false, isPreviousOwnerRoutable: false };
    const next = objection(asked.contact, asked.seat, surroundings, now, policy);
    if (next === undefined) return found;
    found.push(next);
    const rest = without(next, asked);
    if (rest === undefined) return found;
    asked = rest;
  }
}

type Asked = { readonly contact: Contact; readonly seat: Seat };

/** The same question as if an objection had gone; undefined for one that nobody can think away. */
function without(each: Objection, { contact, seat }: Asked): Asked | undefined {
  switch (each) {
    case "barred":
    case "previous_counsellor_first":
      return undefined;
    case "intent":
      return { contact, seat: { ...seat, intent: "available" } };
    case "gate":
    case "winding_down":
      return { contact, seat: { ...seat, gate: "open" } };
    case "lease":
      return { contact, seat: { ...seat, isLeaseAlive: true } };
    case "capacity":
      return { contact, seat: { ...seat, freeSlots: { ...seat.freeSlots, [CHANNELS[contact.channel].slot]: 1 } } };
    case "language":
      return { contact, seat: { ...seat, languages: [...seat.languages, contact.language] } };
    case "skipped":
      return { contact: { ...contact, skips: [] }, seat };
  }
}

/** Whether the person, or their office, is barred from the contact: deny is terminal, also when nobody else is there. */
export function isBarredSeat(contact: Contact, seat: Pick<Seat, "counsellorId" | "centreId">): boolean {
  return contact.barred.some((id) => id === seat.counsellorId || id === seat.centreId);
}

/** Whether this contact was offered to this counsellor in vain a short while ago. */
export function isSkipped(contact: Contact, seat: Seat, now: Date): boolean {
  return contact.skips.some((skip) => skip.counsellorId === seat.counsellorId && now < skip.until);
}

/** Somebody who is alone is not asked again in the same breath: "I need a moment" gives one. Danger does not wait. */
function mayBeAskedAgain(contact: Contact, seat: Seat, now: Date, policy: RoutingPolicy): boolean {
  if (contact.lane === "immediate") return true;
  const rest = policy.skipSeconds - policy.skipAloneSeconds;
  return contact.skips.every((skip) => skip.counsellorId !== seat.counsellorId || addSeconds(now, rest) >= skip.until);
}

function waitsForPreviousOwner(
  contact: Contact,
  seat: Seat,
  surroundings: Surroundings,
  now: Date,
  policy: RoutingPolicy,
): boolean {
  if (contact.state.status !== "orphaned" || contact.state.previousOwner === seat.counsellorId) return false;
  const graceEnds = addSeconds(contact.state.since, policy.previousOwnerGraceSeconds);
  return surroundings.isPreviousOwnerRoutable && now < graceEnds;
}
