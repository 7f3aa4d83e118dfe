import type { ContactId } from "@nightlight/domain/contact/contact";
import type { ContentRow, ContentSection } from "@nightlight/domain/escalation/content";
import { fullName, isProvince, type Place } from "@nightlight/domain/place/place";
import { sharedRows, type SharedRow } from "@nightlight/domain/record/shared";
import type { Store } from "../world.ts";

/** All that reading for an authority needs of the store. */
export type ReadableRecords = {
  readonly records: Pick<Store["records"], "definitionOf" | "latest">;
  readonly places: Pick<Store["places"], "inForce">;
};

/** What a record shares with an authority, in its words, and the few answers that say where it goes. */
export type Shared = {
  readonly sections: readonly ContentSection[];
  /** Codes, in the order of the children. */
  readonly incidentPlaces: readonly string[];
  readonly homePlaces: readonly string[];
  readonly ageBands: readonly string[];
  readonly consent: string | undefined;
};

/**
 * Reads what a contact's record shares: fields whose audience is an authority, of items that were not removed. Whatever
 * the helpline or an informant said for themselves does not pass here.
 */
export async function readShared(store: ReadableRecords, contactId: ContactId): Promise<Shared> {
  const [definition, latest] = await Promise.all([
    store.records.definitionOf(contactId),
    store.records.latest(contactId),
  ]);
  const values = Object.fromEntries(Object.entries(latest).map(([path, { value }]) => [path, value]));
  const rows = sharedRows(definition, values);
  const places = await store.places.inForce(
    rows.filter(({ field }) => field.type === "place").map(({ value }) => value),
  );
  const ofChildren = (key: string): string[] =>
    rows.flatMap(({ path, field, value }) => (path.startsWith("child.") && field.key === key ? [value] : []));
  return {
    sections: sectionsOf(rows, places),
    incidentPlaces: ofChildren("incidentPlace"),
    homePlaces: ofChildren("homePlace"),
    ageBands: ofChildren("ageBand"),
    consent: values["consent.share"],
  };
}

/** Rows under their headings, in the order of the form. An authority reads Vietnamese. */
function sectionsOf(rows: readonly SharedRow[], places: ReadonlyMap<string, Place>): readonly ContentSection[] {
  const sections = new Map<string, ContentRow[]>();
  for (const row of rows) {
    const under = sections.get(row.heading.vi) ?? [];
    under.push({ label: row.field.label.vi, value: valueOf(row, places) });
    sections.set(row.heading.vi, under);
  }
  return [...sections].map(([title, under]) => ({ title, rows: under }));
}

const UNKNOWN_PLACE_WORDS = "Không rõ";

function valueOf({ field, value, words }: SharedRow, places: ReadonlyMap<string, Place>): string {
  if (field.type !== "place") return words.vi;
  const place = places.get(value);
  if (place === undefined) return UNKNOWN_PLACE_WORDS;
  const province = places.get(place.provinceCode);
  return isProvince(place) || province === undefined ? fullName(place) : `${fullName(place)}, ${fullName(province)}`;
}
