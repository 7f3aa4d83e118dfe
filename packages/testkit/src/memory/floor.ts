import { isCall, LANGUAGES } from "@nightlight/domain/contact/channel";
import { isWaiting } from "@nightlight/domain/contact/contact";
import type { Seat } from "@nightlight/domain/presence/presence";
import { isOfOtherQueue, lacksSkill } from "@nightlight/domain/routing/eligibility";
import { gateOf } from "@nightlight/domain/shift/shift";
import type { Floor } from "@nightlight/commands/world";
import { byLaneAndArrival } from "./contact-store.ts";
import { isAlive, rosteredShift } from "./presence-stores.ts";
import { registeredOf } from "./call-stores.ts";
import type { PresenceRow, SlotRow, Transaction } from "./tables.ts";

/** Queue and floor in one snapshot. Stories run one after another here, so no other matcher is ever at it. */
export function readFloor(transaction: Transaction, limit: number): Floor {
  const { tables, now, policy } = transaction;
  const seats = [...tables.presences]
    .filter(([, { intent }]) => intent !== "off")
    .map(([counsellorId, row]) => seatOf(transaction, counsellorId, row));
  const free = seats.filter(({ isLeaseAlive, intent, freeSlots }) => {
    return isLeaseAlive && intent === "available" && freeSlots.chat + freeSlots.voice > 0;
  });
  const all = [...tables.contacts.values()].filter(isWaiting);
  const able = all
    .filter(({ language }) => free.some((seat) => [...seat.languages, ...(seat.alsoSpeaks ?? [])].includes(language)))
    .filter((contact) => free.some((seat) => !lacksSkill(contact, seat, now(), policy)))
    .filter((contact) => free.some((seat) => !isOfOtherQueue(contact, seat, now(), policy)))
    .sort(byLaneAndArrival);
  // Each medium up to the limit: whoever waits for a telephone does not hide who writes.
  const waiting = (["voice", "chat"] as const)
    .filter((kind) => free.some(({ freeSlots }) => freeSlots[kind] > 0))
    .flatMap((kind) => able.filter(({ channel }) => isCall(channel) === (kind === "voice")).slice(0, limit));
  return { waiting, somebodyElseWaits: all.length > waiting.length, seats, at: now() };
}

/** Somebody's four facts. */
export function seatOf(transaction: Transaction, counsellorId: string, presence: PresenceRow): Seat {
  const { tables, now, policy } = transaction;
  const slots = [...tables.slots.values()].filter((slot) => slot.counsellorId === counsellorId);
  const isTaken = (kind: SlotRow["kind"]): boolean =>
    slots.some((slot) => slot.kind === kind && slot.contactId !== undefined);
  const isCalling = (): boolean =>
    [...tables.outsideCalls.values()].some(
      (row) => row.counsellorId === counsellorId && row.legId !== undefined && row.endedAt === undefined,
    );
  // Nobody talks and writes at once; a place for calls counts while its telephone is registered.
  const free = (kind: SlotRow["kind"]): number => {
    if (isTaken(kind === "voice" ? "chat" : "voice") || isCalling()) return 0;
    if (kind === "voice" && registeredOf(tables, counsellorId) === undefined) return 0;
    return slots.filter((slot) => slot.kind === kind && slot.contactId === undefined).length;
  };
  const lease = tables.leases.get(counsellorId);
  const shift = rosteredShift(transaction, counsellorId);
  const isThere = shift !== undefined && (shift.startsAt <= now() || shift.checkedInAt !== undefined);
  return {
    counsellorId,
    centreId: tables.people.get(counsellorId)?.centreId,
    intent: presence.next ?? presence.intent,
    gate: gateOf(isThere ? shift : undefined, now(), policy),
    isLeaseAlive: lease !== undefined && isAlive(lease, now()),
    freeSlots: { voice: free("voice"), chat: free("chat") },
    languages: presence.languages,
    alsoSpeaks: LANGUAGES.filter((language) => tables.people.get(counsellorId)?.spokenLanguages.includes(language)),
    skills: tables.people.get(counsellorId)?.skills ?? [],
    shiftEndsAt: shift?.endsAt,
    pacing: tables.pacings.get(counsellorId),
    idleSince: new Date(Math.max(0, ...slots.map((slot) => slot.freedAt.getTime()))),
  };
}
