import type { Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import { evolve } from "@nightlight/domain/contact/evolve";
import { footprint, placesIn, type Footprint } from "@nightlight/domain/contact/footprint";
import type { Explanation } from "@nightlight/domain/routing/explanation";
import type { RecordedEvent } from "@nightlight/commands/events";
import type { Locked, OfferRow, OfferStatus } from "@nightlight/commands/world";
import { LostRaceError, record, type Transaction } from "./tables.ts";
import { idOf } from "./visibility.ts";

/** Saves what events make of a locked contact: state, place, offer, clock and log, each derived from the state. */
export function appendEvents(
  transaction: Transaction,
  { contact: before, at }: Locked,
  events: readonly ContactEvent[],
  explanation: Explanation | undefined,
): Contact {
  const { actor, tables, lockedId, written } = transaction;
  const mayChange = actor.kind === "system" || lockedId === before.id;
  if (!mayChange || tables.contacts.get(before.id)?.version !== before.version) {
    throw new LostRaceError(`Contact ${before.id} is no longer at version ${String(before.version)}`);
  }
  const after = events.reduce((contact, event) => evolve(contact, event, at), before);
  const [was, is] = [footprint(before), footprint(after)];
  tables.contacts.set(after.id, after);
  moveSlot(transaction, before.id, was, is, at);
  moveOffer(transaction, before.id, was, is, events, at, explanation);
  moveClock(transaction, before.id, was, is);
  record(transaction, recordedContactEvents(transaction, before, events, at));
  written.contacts.set(after.id, after);
  for (const event of events) {
    if (event.type === "offer_made" && explanation !== undefined) written.explanations.set(event.offerId, explanation);
  }
  return after;
}

/** Events of a contact as the log holds them; versions go on from where it was. */
export function recordedContactEvents(
  { actor }: Transaction,
  before: Pick<Contact, "id" | "version">,
  events: readonly ContactEvent[],
  at: Date,
): RecordedEvent[] {
  return events.map((event, index) => ({
    subject: "contact",
    subjectId: before.id,
    version: before.version + index + 1,
    actorKind: actor.kind,
    actorId: idOf(actor),
    at,
    event,
  }));
}

function moveSlot({ tables }: Transaction, contactId: string, was: Footprint, is: Footprint, at: Date): void {
  const slots = [...tables.slots.entries()];
  const left = placesIn(was, is).map(({ counsellorId }) => counsellorId);
  for (const [key, slot] of slots) {
    if (slot.contactId === contactId && left.includes(slot.counsellorId)) {
      tables.slots.set(key, { ...slot, contactId: undefined, freedAt: at });
    }
  }
  const [wanted] = placesIn(is, was);
  if (wanted === undefined) return;
  const free = slots
    .filter(([, slot]) => slot.counsellorId === wanted.counsellorId && slot.kind === wanted.kind)
    .filter(([, slot]) => slot.contactId === undefined)
    .sort(([, a], [, b]) => a.ordinal - b.ordinal)[0];
  if (free === undefined) throw new LostRaceError(`No free place for contact ${contactId}`);
  const [key, slot] = free;
  tables.slots.set(key, { ...slot, contactId });
}

function moveOffer(
  { tables }: Transaction,
  contactId: string,
  was: Footprint,
  is: Footprint,
  events: readonly ContactEvent[],
  at: Date,
  explanation: Explanation | undefined,
): void {
  if (was.offer !== undefined) {
    const row = tables.offers.get(was.offer.id);
    if (row === undefined) throw new Error(`Offer ${was.offer.id} has no row`);
    const isStillLive = is.offer?.id === was.offer.id;
    if (isStillLive && is.offer.shownAt?.getTime() === was.offer.shownAt?.getTime()) return;
    const shown: OfferRow = { ...row, status: "shown", shownAt: at, expiresAt: is.offer?.expiresAt ?? row.expiresAt };
    tables.offers.set(row.id, isStillLive ? shown : { ...row, status: endingOf(events) });
    return;
  }
  if (is.offer === undefined) return;
  const { id, to, expiresAt } = is.offer;
  const isOffered = [...tables.offers.values()].some((row) => row.contactId === contactId && isLive(row));
  if (isOffered || tables.offers.has(id)) throw new LostRaceError(`Contact ${contactId} already has a live offer`);
  tables.offers.set(id, {
    id,
    contactId,
    counsellorId: to,
    status: "pending",
    madeAt: at,
    shownAt: undefined,
    expiresAt,
    explanation: explanation ?? ({} as Explanation),
  });
}

/** Whether an offer still stands. */
export function isLive(offer: OfferRow): boolean {
  return offer.status === "pending" || offer.status === "shown";
}

function moveClock({ tables, written, now }: Transaction, contactId: string, was: Footprint, is: Footprint): void {
  const row = tables.clocks.get(contactId);
  if (is.clock === undefined) {
    if (was.clock !== undefined && row !== undefined) tables.clocks.set(contactId, { ...row, isRunning: false });
    return;
  }
  const { kind, dueAt } = is.clock;
  if (was.clock?.kind === kind && was.clock.dueAt.getTime() === dueAt.getTime()) return;
  const generation = (row?.generation ?? 0) + 1;
  tables.clocks.set(contactId, { kind, dueAt, generation, isRunning: true });
  const delayMs = Math.max(0, dueAt.getTime() - now().getTime());
  written.clocks.push({ subject: "contact", subjectId: contactId, generation, delayMs });
}

function endingOf(events: readonly ContactEvent[]): OfferStatus {
  for (const event of events) {
    if (event.type === "offer_accepted" || event.type === "guest_joined") return "accepted";
    if (event.type === "offer_declined") return "declined";
    if (event.type === "offer_failed") return event.failure;
    if (event.type === "offer_rescinded") return "rescinded";
  }
  throw new Error("An offer ended without an event that says how");
}
