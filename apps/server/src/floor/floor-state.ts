import type { FloorAlert, FloorContact, FloorNews, FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { orderingLane } from "@nightlight/domain/routing/order";
import { isWaiting, type Contact } from "@nightlight/domain/contact/contact";
import type { FloorReading } from "@nightlight/domain/floor/floor";
import { outlook } from "@nightlight/domain/floor/outlook";
import { carriedBy } from "@nightlight/domain/floor/person-state";
import type { StaffNames } from "../access/staff-names.ts";
import { presentFloorAlerts, presentFloorContact, presentFloorPerson } from "./present-floor.ts";

/** A row with what it is compared by: equal keys are equal rows. */
type Kept<Row> = { readonly key: string; readonly row: Row };

export type KeptContact = Kept<FloorContact> & { readonly contact: Contact };

/** An alert, and the contact that it is about: whoever is barred from that does not see it. */
export type AlertOf = { readonly row: FloorAlert; readonly contact: Contact | undefined };

/** The floor as it was last told, with whom each contact is barred to. */
export type FloorState = {
  readonly number: number;
  readonly at: string;
  readonly people: ReadonlyMap<string, Kept<FloorPerson>>;
  readonly contacts: ReadonlyMap<string, KeptContact>;
  readonly alerts: Kept<readonly AlertOf[]>;
};

/** What changed between two states, before anything is left out for anybody. */
export type FloorChange = Omit<FloorNews, "contacts" | "people" | "alerts"> & {
  readonly people: readonly FloorPerson[];
  readonly contacts: readonly KeptContact[];
  readonly alerts: readonly AlertOf[] | null;
};

/** What a reading makes of the state before it. Rows that say the same are the same objects. */
export function nextState(
  before: FloorState | undefined,
  reading: FloorReading,
  names: Pick<StaffNames, "of">,
): FloorState {
  const { at, seats, policy } = reading;
  const all = reading.contacts.map(({ contact }) => contact);
  const next = outlook(all.filter(isWaiting), seats, at, policy);
  const carried = carriedBy(all);
  const contacts = reading.contacts.map((found): [string, KeptContact] => {
    const { contact, needsHandOver } = found;
    const its = next.get(contact.id);
    const key = [
      contact.version,
      needsHandOver,
      orderingLane(contact, at, policy),
      its?.personId,
      its?.because,
      its?.count,
    ].join();
    const known = before?.contacts.get(contact.id);
    if (known?.key === key) return [contact.id, known];
    return [contact.id, { key, contact, row: presentFloorContact(found, its, reading, names) }];
  });
  const people = seats.map((seat): [string, Kept<FloorPerson>] => {
    const row = presentFloorPerson(seat, carried(seat.counsellorId), at, names);
    return [row.id, kept(row, before?.people.get(row.id))];
  });
  return {
    number: reading.number,
    at: at.toISOString(),
    people: new Map(people),
    contacts: new Map(contacts),
    alerts: keptAlerts(presentFloorAlerts(reading), new Map(contacts), before?.alerts),
  };
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
    alerts: before.alerts === after.alerts ? null : after.alerts.row,
  };
  const sizes = [change.people, change.peopleGone, change.contacts, change.contactsGone].map(({ length }) => length);
  return change.alerts === null && sizes.every((size) => size === 0) ? undefined : change;
}

/** Says only that nothing changed until now. */
export function heartbeat(before: FloorState, after: FloorState): FloorChange {
  const nothing = { people: [], peopleGone: [], contacts: [], contactsGone: [], alerts: null };
  return { after: before.number, number: after.number, at: after.at, ...nothing };
}

function kept<Row>(row: Row, known: Kept<Row> | undefined): Kept<Row> {
  const key = JSON.stringify(row);
  return known?.key === key ? known : { key, row };
}

function keptAlerts(
  rows: readonly FloorAlert[],
  contacts: ReadonlyMap<string, KeptContact>,
  known: FloorState["alerts"] | undefined,
): FloorState["alerts"] {
  const barred = rows.map(({ contactId }) => contacts.get(contactId ?? "")?.contact.barred);
  const key = JSON.stringify([rows, barred]);
  if (known?.key === key) return known;
  return { key, row: rows.map((row) => ({ row, contact: contacts.get(row.contactId ?? "")?.contact })) };
}

function changed<Row>(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Row[] {
  return [...after].filter(([id, row]) => before.get(id) !== row).map(([, row]) => row);
}

function gone(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  return [...before.keys()].filter((id) => !after.has(id));
}
