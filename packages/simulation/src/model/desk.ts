import { oneLaneUp } from "@nightlight/domain/contact/lane";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { ChosenIntent } from "@nightlight/domain/presence/presence";
import type { Asked } from "./asked.ts";
import { happens, isScreenThere, letGo, letsIn, type Model, type ModelContact } from "./model.ts";

const POLICY = STANDARD_POLICY;
const seconds = (count: number): number => count * 1000;

/** A screen comes, is heard of, or goes. Gives whether it is granted. */
export function changeScreen(model: Model, asked: Extract<Asked, { type: "hold" | "lose" | "renew" }>): boolean {
  const person = model.people.get(asked.by);
  if (person === undefined) return false;
  const until = model.now + seconds(POLICY.leaseSeconds);
  if (asked.type === "hold") {
    if (isScreenThere(person, model.now) && !asked.takesOver) return false;
    person.lease = { epoch: (person.lease?.epoch ?? 0) + 1, until, isLost: false };
    for (const contact of attendedBy(model, asked.by)) find(contact);
    return true;
  }
  const { lease } = person;
  if (lease === undefined || lease.isLost || lease.epoch !== asked.epoch) return false;
  if (asked.type === "renew") lease.until = until;
  else leaveDesk(model, asked.by);
  return true;
}

function attendedBy({ contacts }: Model, person: string): ModelContact[] {
  return [...contacts.values()].filter(
    ({ status, owner }) => owner === person && (status === "active" || status === "closing"),
  );
}

function leaveDesk(model: Model, by: string): void {
  const lease = model.people.get(by)?.lease;
  if (lease !== undefined) lease.isLost = true;
  for (const contact of model.contacts.values()) if (contact.offer?.to === by) letGo(contact, "other");
  for (const contact of attendedBy(model, by)) lose(contact, model.now);
}

function lose(contact: ModelContact, now: number): void {
  if (contact.orphanAt !== undefined) return;
  contact.orphanAt = now + seconds(POLICY.orphanChatSeconds);
  happens(contact, false);
}

function find(contact: ModelContact): void {
  if (contact.orphanAt === undefined) return;
  contact.orphanAt = undefined;
  happens(contact, false);
}

/** Finds screens that are gone, and contacts that have not heard of it. */
export function sweep(model: Model): void {
  for (const [id, { lease }] of model.people) {
    if (lease !== undefined && !lease.isLost && lease.until <= model.now) leaveDesk(model, id);
  }
  for (const [id, person] of model.people) {
    for (const contact of attendedBy(model, id)) {
      if (isScreenThere(person, model.now)) find(contact);
      else lose(contact, model.now);
    }
  }
}

/** Somebody says what they do. */
export function say(model: Model, by: string, intent: ChosenIntent): void {
  const person = model.people.get(by);
  if (person !== undefined && person.intent !== intent) Object.assign(person, { intent, missed: 0 });
}

/** Somebody begins their shift. */
export function checkIn(model: Model, by: string): boolean {
  const shift = model.people.get(by)?.shift;
  if (shift === undefined || model.now < letsIn(shift.from) || model.now >= shift.to) return false;
  shift.isCheckedIn = true;
  say(model, by, "available");
  return true;
}

/** A contact's clock rings. Gives whether it was due. */
export function ring(model: Model, contact: ModelContact): boolean {
  const { status, offer } = contact;
  if (status === "offered" && offer !== undefined && offer.dueAt <= model.now) {
    contact.skips.set(offer.to, model.now + seconds(POLICY.skipSeconds));
    letGo(contact, "other");
    const person = model.people.get(offer.to);
    if (!offer.isShown || person === undefined) return true;
    person.missed += 1;
    if (person.missed >= POLICY.missedChatOffers && person.intent === "available") person.intent = "not_responding";
    return true;
  }
  if (status === "closing" && (contact.until ?? 0) <= model.now) {
    Object.assign(contact, { status: "closed", until: undefined, orphanAt: undefined });
    happens(contact, false);
    return true;
  }
  if (status !== "active" || contact.orphanAt === undefined || contact.orphanAt > model.now) return false;
  const changes = { status: "orphaned", knew: contact.owner, owner: undefined, orphanAt: undefined, holdsPlace: false };
  Object.assign(contact, { ...changes, lane: oneLaneUp(contact.lane) });
  happens(contact, false);
  return true;
}
