import type { FloorAlert, FloorContact as FloorContactView, FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { sinceOf, waitTargetAt, type FloorAlert as Alert } from "@nightlight/domain/floor/alerts";
import type { FloorContact, FloorReading, FloorSeat } from "@nightlight/domain/floor/floor";
import type { Next } from "@nightlight/domain/floor/outlook";
import type { PersonState } from "@nightlight/domain/floor/person-state";
import { isWaiting, liveOfferOf } from "@nightlight/domain/contact/contact";
import { whyUnroutable } from "@nightlight/domain/presence/presence";
import { orderingLane, queueAge } from "@nightlight/domain/routing/order";
import type { StaffNames } from "../access/staff-names.ts";
import { presentSeen } from "../surfaces/supervisor/present-moves.ts";

type Names = Pick<StaffNames, "of">;

/** Somebody on the floor, with what they are doing and why. */
export function presentFloorPerson(seat: FloorSeat, { state, since, cause }: PersonState, names: Names): FloorPerson {
  const { shift, lease } = seat;
  return {
    id: seat.counsellorId,
    name: names.of(seat.counsellorId),
    centreId: seat.centreId ?? null,
    languages: [...seat.languages],
    state,
    since: since.toISOString(),
    cause: { code: cause.code, at: cause.at?.toISOString() ?? null, count: cause.count ?? null },
    intent: seat.intent,
    intentSince: seat.intentSince.toISOString(),
    gate: seat.gate,
    shift:
      shift === undefined
        ? null
        : {
            name: shift.name,
            startsAt: shift.startsAt.toISOString(),
            endsAt: shift.endsAt.toISOString(),
            checkedInAt: shift.checkedInAt?.toISOString() ?? null,
          },
    lease: lease === undefined ? null : { isAlive: lease.isAlive, lostAt: lease.lostAt?.toISOString() ?? null },
    slots: {
      chat: { all: seat.places.chat, free: seat.freeSlots.chat },
      voice: { all: seat.places.voice, free: seat.freeSlots.voice },
    },
    unroutableBecause: whyUnroutable(seat, "chat") ?? null,
  };
}

/** A contact on the floor: where it is, with whom, and what becomes of it next. No words. */
export function presentFloorContact(
  { contact, needsHandOver }: FloorContact,
  next: Next | undefined,
  { at, policy }: Pick<FloorReading, "at" | "policy">,
  names: Names,
): FloorContactView {
  const { state, failedOffers, risk } = contact;
  const named = (personId: string) => ({ id: personId, name: names.of(personId) });
  const offer = liveOfferOf(contact);
  const waits = isWaiting(contact) || state.status === "offered";
  return {
    ...presentSeen(contact, named),
    since: sinceOf(contact).toISOString(),
    orderLane: orderingLane(contact, at, policy),
    orderAt: new Date(at.getTime() - queueAge(contact, at, policy)).toISOString(),
    targetAt: waits ? waitTargetAt(contact, policy).toISOString() : null,
    next:
      next === undefined
        ? null
        : {
            person: next.personId === undefined ? null : named(next.personId),
            because: next.because,
            count: next.count,
          },
    offer:
      offer === undefined
        ? null
        : {
            to: named(offer.to),
            madeAt: offer.madeAt.toISOString(),
            shownAt: offer.shownAt?.toISOString() ?? null,
            expiresAt: offer.expiresAt.toISOString(),
          },
    previousOwner: state.status === "orphaned" ? named(state.previousOwner) : null,
    ownerLostAt:
      state.status === "active" || state.status === "closing" ? (state.ownerLostAt?.toISOString() ?? null) : null,
    failedOffers,
    level: risk.level ?? null,
    needsHandOver,
  };
}

/** What wants an act. */
export function presentFloorAlert({ key, code, since, contactId, personId }: Alert): FloorAlert {
  return { key, code, since: since.toISOString(), contactId: contactId ?? null, personId: personId ?? null };
}
