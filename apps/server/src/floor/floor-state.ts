import type { FloorAlert, FloorContact, FloorNews, FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { orderingLane } from "@nightlight/domain/routing/order";
import { isWaiting, type Contact } from "@nightlight/domain/contact/contact";
import { alertsOf, type FloorAlert as Alert } from "@nightlight/domain/floor/alerts";
import type { FloorReading, FloorSeat } from "@nightlight/domain/floor/floor";
import { outlook } from "@nightlight/domain/floor/outlook";
import { carriedBy, personState, type PersonState } from "@nightlight/domain/floor/person-state";
import { whyUnroutable } from "@nightlight/domain/presence/presence";
import { setImmediate } from "node:timers/promises";
import type { StaffNames } from "../access/staff-names.ts";
import { presentFloorAlert, presentFloorContact, presentFloorPerson } from "./present-floor.ts";

/** A row with what it is compared by: equal keys are equal rows. */
type Kept<Row> = { readonly key: string; readonly row: Row };

export type KeptContact = Kept<FloorContact> & { readonly contact: Contact };

/** With the contact that an alert is about: whoever is barred from that does not see it. */
export type KeptAlert = Kept<FloorAlert> & { readonly contact: Contact | undefined };

/** The floor as it was last told, with whom each contact is barred to. */
export type FloorState = {
  readonly number: number;
  readonly at: string;
  readonly people: ReadonlyMap<string, Kept<FloorPerson>>;
  readonly contacts: ReadonlyMap<string, KeptContact>;
  readonly alerts: ReadonlyMap<string, KeptAlert>;
};

/** What changed between two states, before anything is left out for anybody. */
export type FloorChange = Omit<FloorNews, "contacts" | "people" | "alerts"> & {
  readonly people: readonly FloorPerson[];
  readonly contacts: readonly KeptContact[];
  readonly alerts: readonly KeptAlert[];
};

/**
 * What a reading makes of the state before it. Rows that say the same are the same objects. A full floor is some
 * milliseconds of work: it is done in parts, and what came meanwhile is answered between them.
 */
export async function nextState(
  before: FloorState | undefined,
  reading: FloorReading,
  names: Pick<StaffNames, "of">,
): Promise<FloorState> {
  const contacts = keptContacts(before, reading, names);
  await setImmediate();
  const people = keptPeople(before, reading, names);
  await setImmediate();
  const alerts = keptAlerts(before, alertsOf(reading), contacts);
  await setImmediate();
  return { number: reading.number, at: reading.at.toISOString(), people, contacts, alerts };
}

/** What leads from one state to the next; undefined when they say the same. */
export function changeBetween(before: FloorState, after: FloorState): FloorChange | undefined {
  const change = {
    after: before.number,
    number: after.number,
    at: after.at,
    people: changed(before.people, after.people).map(({ row }) => row),
    peopleGone: gone(before.people, after.people),
    contacts: changed(before.contacts, after.contacts),
    contactsGone: gone(before.contacts, after.contacts),
    alerts: changed(before.alerts, after.alerts),
    alertsGone: gone(before.alerts, after.alerts),
  };
  const { people, peopleGone, contacts, contactsGone, alerts, alertsGone } = change;
  const parts = [people, peopleGone, contacts, contactsGone, alerts, alertsGone];
  return parts.every(({ length }) => length === 0) ? undefined : change;
}

/** Says only that nothing changed until now. */
export function heartbeat(before: FloorState, after: FloorState): FloorChange {
  const nothing = { people: [], peopleGone: [], contacts: [], contactsGone: [], alerts: [], alertsGone: [] };
  return { after: before.number, number: after.number, at: after.at, ...nothing };
}

function keptContacts(
  before: FloorState | undefined,
  reading: FloorReading,
  names: Pick<StaffNames, "of">,
): FloorState["contacts"] {
  const { at, seats, policy } = reading;
  const waiting = reading.contacts.map(({ contact }) => contact).filter(isWaiting);
  const next = outlook(waiting, seats, at, policy);
  return new Map(
    reading.contacts.map((found): [string, KeptContact] => {
      const { contact, needsHandOver } = found;
      const its = next.get(contact.id);
      const ahead = its === undefined ? "" : `${its.personId ?? ""},${its.because},${String(its.count)}`;
      const lane = orderingLane(contact, at, policy);
      const key = `${String(contact.version)},${String(needsHandOver)},${lane},${ahead}`;
      const known = before?.contacts.get(contact.id);
      if (known?.key === key) return [contact.id, known];
      return [contact.id, { key, contact, row: presentFloorContact(found, its, reading, names) }];
    }),
  );
}

function keptPeople(
  before: FloorState | undefined,
  { contacts, seats, at }: FloorReading,
  names: Pick<StaffNames, "of">,
): FloorState["people"] {
  const carried = carriedBy(contacts.map(({ contact }) => contact));
  return new Map(
    seats.map((seat): [string, Kept<FloorPerson>] => {
      const doing = personState(seat, carried(seat.counsellorId), at);
      const key = personKey(seat, doing, names.of(seat.counsellorId));
      const known = before?.people.get(seat.counsellorId);
      if (known?.key === key) return [seat.counsellorId, known];
      return [seat.counsellorId, { key, row: presentFloorPerson(seat, doing, names) }];
    }),
  );
}

/** All that is shown of somebody. Times as numbers: 500 people are compared four times a second. */
function personKey(seat: FloorSeat, { state, since, cause }: PersonState, name: string): string {
  const { centreId, languages, intent, intentSince, gate, shift, lease, places, freeSlots } = seat;
  return [
    ...[name, centreId, state, +since, cause.code, cause.at && +cause.at, cause.count, intent, +intentSince, gate],
    ...(shift === undefined ? [] : [shift.name, +shift.startsAt, +shift.endsAt, +(shift.checkedInAt ?? 0)]),
    ...[lease?.isAlive, lease?.lostAt && +lease.lostAt, whyUnroutable(seat, "chat"), languages.join("+")],
    ...[places.chat, places.voice, freeSlots.chat, freeSlots.voice],
  ].join();
}

/** What an alert is about is in its name. The rest of it is since when it is so, and to whom it is barred. */
function keptAlerts(
  before: FloorState | undefined,
  alerts: readonly Alert[],
  contacts: FloorState["contacts"],
): FloorState["alerts"] {
  return new Map(
    alerts.map((alert): [string, KeptAlert] => {
      const contact = alert.contactId === undefined ? undefined : contacts.get(alert.contactId)?.contact;
      const key = `${String(alert.since.getTime())},${contact?.barred.join() ?? ""}`;
      const known = before?.alerts.get(alert.key);
      return [alert.key, known?.key === key ? known : { key, contact, row: presentFloorAlert(alert) }];
    }),
  );
}

function changed<Row>(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Row[] {
  return [...after].filter(([id, row]) => before.get(id) !== row).map(([, row]) => row);
}

function gone(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  return [...before.keys()].filter((id) => !after.has(id));
}
