import type { FloorContact, FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { LANES, type Lane } from "@nightlight/domain/contact/lane";
import type { FloorState } from "@nightlight/domain/floor/floor";
import { byGivenName } from "@nightlight/domain/person/name";
import type { Floor } from "../../shared/live/floor/use-floor.ts";

/** A line of a list: the heading of a group, or somebody or something in it. */
export type HeadLine<Group extends string> = {
  readonly kind: "head";
  readonly key: string;
  readonly group: Group;
  readonly count: number;
};
export type PersonLine = {
  readonly kind: "row";
  readonly key: string;
  readonly person: FloorPerson;
  /** What they have and what rings at them, the oldest first. */
  readonly carries: readonly FloorContact[];
};
export type ContactLine = { readonly kind: "row"; readonly key: string; readonly contact: FloorContact };

/** The order of the groups: what may want an act first, who is not there last. */
const STATES: readonly FloorState[] = [
  "screen_lost",
  "talking",
  "ringing",
  "writing",
  "free",
  "paused",
  "not_on_shift",
];

const WAITING: ReadonlySet<FloorContact["status"]> = new Set(["queued", "orphaned", "offered"]);
const RUNNING: ReadonlySet<FloorContact["status"]> = new Set(["active", "closing", "wrap_up"]);

/** People by state, longest in it first. */
export function peopleLines(floor: Floor): (HeadLine<FloorState> | PersonLine)[] {
  const carried = carriedBy(floor);
  const groups = Map.groupBy(floor.people.values(), ({ state }) => state);
  return STATES.flatMap((state) => {
    const people = (groups.get(state) ?? []).toSorted(
      (one, other) => order(one.since, other.since) || byGivenName(one, other),
    );
    return withHead(
      state,
      people.map((person) => ({ kind: "row", key: person.id, person, carries: carried.get(person.id) ?? NOTHING })),
    );
  });
}

const NOTHING: readonly FloorContact[] = [];

/** What each person has, or is being asked to take. */
export function carriedBy(floor: Floor): ReadonlyMap<string, readonly FloorContact[]> {
  const carried = new Map<string, FloorContact[]>();
  const add = (personId: string, contact: FloorContact) => {
    const held = carried.get(personId);
    if (held === undefined) carried.set(personId, [contact]);
    else held.push(contact);
  };
  for (const contact of floor.contacts.values()) {
    if (contact.owner !== null) add(contact.owner.id, contact);
    if (contact.offer !== null && contact.offer.to.id !== contact.owner?.id) add(contact.offer.to.id, contact);
  }
  for (const held of carried.values()) held.sort(oldestFirst);
  return carried;
}

/** The queue by lane, in the order in which it is served. */
export function queueLines(floor: Floor): (HeadLine<Lane> | ContactLine)[] {
  const groups = Map.groupBy(
    [...floor.contacts.values()].filter(({ status }) => WAITING.has(status)),
    ({ orderLane }) => orderLane,
  );
  return LANES.flatMap((lane) => {
    const contacts = (groups.get(lane) ?? []).toSorted(
      (one, other) => order(one.orderAt, other.orderAt) || order(one.id, other.id),
    );
    return withHead(lane, contacts.map(rowOf));
  });
}

/** Contacts in progress, by what is being done with them; the longest first. */
export function runningLines(floor: Floor): (HeadLine<"active" | "wrap_up"> | ContactLine)[] {
  const running = [...floor.contacts.values()].filter(({ status }) => RUNNING.has(status)).sort(oldestFirst);
  const [talking, writing] = [
    running.filter(({ status }) => status !== "wrap_up"),
    running.filter(({ status }) => status === "wrap_up"),
  ];
  return [...withHead("active", talking.map(rowOf)), ...withHead("wrap_up", writing.map(rowOf))];
}

function rowOf(contact: FloorContact): ContactLine {
  return { kind: "row", key: contact.id, contact };
}

function withHead<Group extends string, Row>(group: Group, rows: readonly Row[]): (HeadLine<Group> | Row)[] {
  return rows.length === 0 ? [] : [{ kind: "head", key: `head-${group}`, group, count: rows.length }, ...rows];
}

function oldestFirst(one: FloorContact, other: FloorContact): number {
  return order(one.since, other.since) || order(one.id, other.id);
}

function order(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
