import { addSeconds } from "date-fns/addSeconds";
import { CHANNELS } from "../contact/channel.ts";
import type { Contact } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";
import { UNROUTABLE, whyUnroutable, type Seat } from "../presence/presence.ts";
import { windsDown } from "../shift/shift.ts";
import { hasReached } from "./overflow.ts";
import { isProtected, isSevere } from "./pacing.ts";

/** What spoke against offering a contact to somebody. */
export const OBJECTIONS = [
  "barred",
  ...UNROUTABLE,
  "language",
  "skill",
  "other_queue",
  "skipped",
  "winding_down",
  "resting",
  "severe_in_row",
  "previous_counsellor_first",
] as const;

export type Objection = (typeof OBJECTIONS)[number];

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
  const { isAlone } = surroundings;
  if (isBarredSeat(contact, seat)) return "barred";
  const unroutable = whyUnroutable(seat, CHANNELS[contact.channel].slot);
  if (unroutable !== undefined) return unroutable;
  if (!canSpeak(contact, seat, now, policy)) return "language";
  if (lacksSkill(contact, seat, now, policy)) return "skill";
  if (isOfOtherQueue(contact, seat, now, policy)) return "other_queue";
  if (isSkipped(contact, seat, now) && !(isAlone && mayBeAskedAgain(contact, seat, now, policy))) return "skipped";
  const isDangerAlone = contact.lane === "immediate" && isAlone;
  if (isNearEnd(contact, seat, now, policy) && !isDangerAlone) return "winding_down";
  if (isProtected(seat.pacing, now) && !isDangerAlone) return "resting";
  if (hadEnough(contact, seat, policy) && !isAlone) return "severe_in_row";
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
    if (!FOR_THE_MATCHER.has(next)) found.push(next);
    const rest = without(next, asked);
    if (rest === undefined) return found;
    asked = rest;
  }
}

/** What makes the matcher look for somebody better: whoever names a person has chosen. Rest is not among it. */
const FOR_THE_MATCHER: ReadonlySet<Objection> = new Set(["skill", "other_queue", "severe_in_row"]);

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
      return { contact, seat: { ...seat, gate: "open", shiftEndsAt: undefined } };
    case "lease":
      return { contact, seat: { ...seat, isLeaseAlive: true } };
    case "capacity":
      return { contact, seat: { ...seat, freeSlots: { ...seat.freeSlots, [CHANNELS[contact.channel].slot]: 1 } } };
    case "language":
      return { contact, seat: { ...seat, languages: [...seat.languages, contact.language] } };
    case "skill":
      return { contact, seat: { ...seat, skills: contact.wantedSkill === undefined ? [] : [contact.wantedSkill] } };
    case "other_queue":
      return { contact: { ...contact, queueId: EVERYBODYS_QUEUE }, seat };
    case "skipped":
      return { contact: { ...contact, skips: [] }, seat };
    case "resting":
    case "severe_in_row":
      return { contact, seat: { ...seat, pacing: undefined } };
  }
}

/** In the last minutes of a shift nothing new comes; a call already stays away when it would not fit any more. */
export function isNearEnd({ channel }: Contact, seat: Seat, now: Date, policy: RoutingPolicy): boolean {
  if (seat.gate === "winding_down") return true;
  return seat.shiftEndsAt !== undefined && windsDown(seat.shiftEndsAt, CHANNELS[channel].slot, now, policy);
}

/** The queue that everybody serves. Any other is its centre's, by the centre's id. */
export const EVERYBODYS_QUEUE = "default";

/** Whether the person, or their office, is barred from the contact: deny is terminal, also when nobody else is there. */
export function isBarredSeat(contact: Contact, seat: Pick<Seat, "counsellorId" | "centreId">): boolean {
  return contact.barred.some((id) => id === seat.counsellorId || id === seat.centreId);
}

/** Whether this contact was offered to this counsellor in vain a short while ago. */
export function isSkipped(contact: Contact, seat: Seat, now: Date): boolean {
  return contact.skips.some((skip) => skip.counsellorId === seat.counsellorId && now < skip.until);
}

/** Whether the counsellor works in the contact's language; or manages it, once it has waited long enough for that. */
export function canSpeak(contact: Contact, seat: Seat, now: Date, policy: RoutingPolicy): boolean {
  if (seat.languages.includes(contact.language)) return true;
  return seat.alsoSpeaks?.includes(contact.language) === true && hasReached(contact, "any_language", now, policy);
}

/** Whether the person knows what the contact's channel asks for, or it asks for nothing. */
export function hasSkill({ wantedSkill }: Contact, { skills }: Seat): boolean {
  return wantedSkill === undefined || skills?.includes(wantedSkill) === true;
}

/** Whoever knows what it is about comes first; after a while anybody. */
export function lacksSkill(contact: Contact, seat: Seat, now: Date, policy: RoutingPolicy): boolean {
  return !hasSkill(contact, seat) && !hasReached(contact, "any_skill", now, policy);
}

/** A centre's queue is its own people's first; after a while everybody's. */
export function isOfOtherQueue(contact: Contact, seat: Seat, now: Date, policy: RoutingPolicy): boolean {
  if (contact.queueId === EVERYBODYS_QUEUE || contact.queueId === seat.centreId) return false;
  return !hasReached(contact, "other_queues", now, policy);
}

/** Whether the person had as many hard contacts in a row as anybody should, and this looks like one more. */
export function hadEnough(contact: Contact, seat: Seat, policy: RoutingPolicy): boolean {
  return isSevere(contact) && (seat.pacing?.severeInRow ?? 0) >= policy.severeInRow;
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
