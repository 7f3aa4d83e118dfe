import type { Contact } from "@nightlight/domain/contact/contact";
import { basisOf, type Basis } from "@nightlight/domain/escalation/basis";
import { consentOf, type Consent } from "@nightlight/domain/escalation/consent";
import type { ContentSection } from "@nightlight/domain/escalation/content";
import type { EscalationLevel } from "@nightlight/domain/escalation/ladder";
import type { PlaceOfMatter } from "@nightlight/domain/escalation/propose";
import { fullName, isProvince, PLACE_CODE, type Place } from "@nightlight/domain/place/place";
import { readShared, type ReadableRecords } from "./read-shared.ts";

/** What a contact's record says to an authority, and where: all that escalating takes from it. */
export type Matter = {
  readonly level: EscalationLevel | undefined;
  readonly basis: Basis;
  readonly receivedAt: Date;
  readonly place: PlaceOfMatter;
  /** In words, down to the commune where it is known. */
  readonly placeWords: string;
  readonly sections: readonly ContentSection[];
  readonly consent: Consent;
};

/** Reads the shared part of a contact's record. Nothing for the helpline alone, and nothing of an informant, is in it. */
export async function readMatter(store: ReadableRecords, contact: Contact): Promise<Matter> {
  const shared = await readShared(store, contact.id);
  const [incident, home] = [firstKnown(shared.incidentPlaces), firstKnown(shared.homePlaces)];
  const code = incident ?? home;
  const places = code === undefined ? undefined : await store.places.inForce([code]);
  const known = code === undefined ? undefined : places?.get(code);
  const province = known === undefined ? undefined : places?.get(known.provinceCode);
  const { level } = contact.risk;
  return {
    level: level === "INFO" ? undefined : level,
    basis: basisOf(shared.ageBands),
    receivedAt: contact.receivedAt,
    place: {
      from: known === undefined ? "nowhere" : incident === undefined ? "home" : "incident",
      commune: known === undefined || isProvince(known) ? undefined : known.code,
      province: known?.provinceCode,
    },
    placeWords: wordsOf(known, province),
    sections: shared.sections,
    consent: consentOf(shared.consent),
  };
}

function firstKnown(codes: readonly string[]): string | undefined {
  return codes.find((code) => PLACE_CODE.test(code));
}

const NOWHERE = "Chưa rõ nơi xảy ra";

function wordsOf(place: Place | undefined, province: Place | undefined): string {
  if (place === undefined) return NOWHERE;
  return province === undefined || province.code === place.code
    ? fullName(place)
    : `${fullName(place)}, ${fullName(province)}`;
}
