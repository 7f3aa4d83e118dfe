import type { ContactId } from "@nightlight/domain/contact/contact";
import type { ContentSection } from "@nightlight/domain/escalation/content";
import type { Store } from "../world.ts";

/** What a record shares with an authority, in words, and the few answers that say where it goes. */
export type Shared = {
  readonly sections: readonly ContentSection[];
  /** Codes, in the order of the children. */
  readonly incidentPlaces: readonly string[];
  readonly homePlaces: readonly string[];
  readonly ageBands: readonly string[];
  readonly consent: string | undefined;
};

/** Reads what a contact's record shares. */
export async function readShared(store: Store, contactId: ContactId): Promise<Shared> {
  const latest = await store.records.latest(contactId);
  const values = new Map(Object.entries(latest).map(([path, { value }]) => [path, value]));
  const ofChildren = (key: string): string[] =>
    [...values].flatMap(([path, value]) =>
      /^child\.\w+\.(\w+)$/u.exec(path)?.[1] === key && value !== "" ? [value] : [],
    );
  return {
    sections: [],
    incidentPlaces: ofChildren("incidentPlace"),
    homePlaces: ofChildren("homePlace"),
    ageBands: ofChildren("ageBand"),
    consent: values.get("consent.share"),
  };
}
