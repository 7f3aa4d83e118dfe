import type { FloorAlert, FloorAnswer, FloorContact, FloorNews, FloorPerson, FloorSnapshot } from "./floor.ts";

/** The floor as a reader of its feed holds it. A row that did not change is the same object. */
export type Floor = {
  readonly number: number;
  /** The database's time of the reading. */
  readonly at: string;
  readonly people: ReadonlyMap<string, FloorPerson>;
  readonly contacts: ReadonlyMap<string, FloorContact>;
  readonly alerts: readonly FloorAlert[];
};

/** What a snapshot says. */
export function floorOf({ people, contacts, ...rest }: FloorSnapshot): Floor {
  return { ...rest, people: byId(people), contacts: byId(contacts) };
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
    people: changed(held.people, news.people, news.peopleGone),
    contacts: changed(held.contacts, news.contacts, news.contactsGone),
    alerts: news.alerts ?? held.alerts,
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

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function changed<Row extends { readonly id: string }>(
  held: ReadonlyMap<string, Row>,
  rows: readonly Row[],
  gone: readonly string[],
): ReadonlyMap<string, Row> {
  if (rows.length === 0 && gone.length === 0) return held;
  const next = new Map(held);
  for (const id of gone) next.delete(id);
  for (const row of rows) next.set(row.id, row);
  return next;
}
