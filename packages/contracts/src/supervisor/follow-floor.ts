import type { FloorAlert, FloorAnswer, FloorContact, FloorNews, FloorPerson, FloorSnapshot } from "./floor.ts";

/** The floor as a reader of its feed holds it. A row that did not change is the same object. */
export type Floor = {
  readonly number: number;
  /** The database's time of the reading. */
  readonly at: string;
  readonly people: ReadonlyMap<string, FloorPerson>;
  readonly contacts: ReadonlyMap<string, FloorContact>;
  /** By key. */
  readonly alerts: ReadonlyMap<string, FloorAlert>;
};

/** What a snapshot says. */
export function floorOf({ people, contacts, alerts, ...rest }: FloorSnapshot): Floor {
  return { ...rest, people: by(idOf, people), contacts: by(idOf, contacts), alerts: by(keyOf, alerts) };
}

/**
 * What is held after some news. Older than what is held, it is dropped; what does not begin where the reader stands
 * shows a gap: undefined, and the reader asks again from where it stands.
 */
export function withFloorNews(held: Floor, news: FloorNews): Floor | undefined {
  if (news.number <= held.number) return held;
  if (news.after !== held.number) return undefined;
  return {
    number: news.number,
    at: news.at,
    people: changed(held.people, by(idOf, news.people), news.peopleGone),
    contacts: changed(held.contacts, by(idOf, news.contacts), news.contactsGone),
    alerts: changed(held.alerts, by(keyOf, news.alerts), news.alertsGone),
  };
}

/** What is held after an answer to `floor:watch`; undefined when it was refused or does not fit, and has to be asked anew. */
export function withFloorAnswer(held: Floor | undefined, answer: FloorAnswer): Floor | undefined {
  if ("snapshot" in answer) {
    return held !== undefined && answer.snapshot.number < held.number ? undefined : floorOf(answer.snapshot);
  }
  if (!("news" in answer) || held === undefined) return undefined;
  return answer.news.reduce<Floor | undefined>((floor, news) => floor && withFloorNews(floor, news), held);
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function keyOf({ key }: FloorAlert): string {
  return key;
}

function by<Row>(nameOf: (row: Row) => string, rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [nameOf(row), row]));
}

function changed<Row>(
  held: ReadonlyMap<string, Row>,
  rows: ReadonlyMap<string, Row>,
  gone: readonly string[],
): ReadonlyMap<string, Row> {
  if (rows.size === 0 && gone.length === 0) return held;
  const next = new Map(held);
  for (const name of gone) next.delete(name);
  for (const [name, row] of rows) next.set(name, row);
  return next;
}
