import type { FloorAlert, FloorContact, FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { machineNow } from "@nightlight/door/time/clock";
import type { Floor } from "../src/shared/live/floor/use-floor.ts";
import { useFloorState } from "../src/shared/live/floor/floor-state.ts";
import { inSeconds, uuid } from "./fixtures.ts";

export function floorPerson(number: number, name: string, change: Partial<FloorPerson> = {}): FloorPerson {
  return {
    id: uuid(number),
    name,
    centreId: null,
    languages: ["vi"],
    state: "free",
    since: inSeconds(-120),
    cause: { code: "idle", at: inSeconds(-120), count: null },
    intent: "available",
    intentSince: inSeconds(-600),
    gate: "open",
    shift: { name: "Ca đêm", startsAt: inSeconds(-3600), endsAt: inSeconds(9 * 3600), checkedInAt: inSeconds(-3500) },
    lease: { isAlive: true, lostAt: null },
    slots: { chat: { all: 1, free: 1 }, voice: { all: 0, free: 0 } },
    unroutableBecause: null,
    ...change,
  };
}

export function floorContact(number: number, change: Partial<FloorContact> = {}): FloorContact {
  const since = inSeconds(-number);
  return {
    id: uuid(number),
    version: 1,
    channel: "webchat",
    lane: "normal",
    language: "vi",
    status: "queued",
    arrivedAt: since,
    owner: null,
    offeredTo: null,
    move: null,
    since,
    orderLane: "normal",
    orderAt: since,
    targetAt: null,
    next: null,
    offer: null,
    previousOwner: null,
    ownerLostAt: null,
    failedOffers: 0,
    level: null,
    needsHandOver: false,
    ...change,
  };
}

/** Puts a floor on screen, as if the feed had just said it. */
export function putFloor(
  people: readonly FloorPerson[],
  contacts: readonly FloorContact[],
  alerts: readonly FloorAlert[] = [],
): void {
  const floor: Floor = {
    number: (useFloorState.getState().floor?.number ?? 0) + 1,
    at: inSeconds(0),
    people: new Map(people.map((each) => [each.id, each])),
    contacts: new Map(contacts.map((each) => [each.id, each])),
    alerts: new Map(alerts.map((each) => [each.key, each])),
  };
  useFloorState.setState({ floor, heardAt: machineNow(), isSilent: false });
}
