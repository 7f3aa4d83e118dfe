import { phoneOf, spellingsOf } from "../search/phone.ts";

/** Why somebody may read what is not theirs: watching over the work of their centre, or an emergency. */
export const OPENING_KINDS = ["supervision", "break_glass"] as const;

export type OpeningKind = (typeof OPENING_KINDS)[number];

/** How long an opened contact stays open; after that it closes by itself. */
export const OPENING_MINUTES = { supervision: 30, break_glass: 60 } as const satisfies Record<OpeningKind, number>;

/** Why a reading was allowed. `previous`: it came from the same identity as a contact that the reader holds. */
export const READING_WHYS = ["own", ...OPENING_KINDS, "previous"] as const;

export type ReadingWhy = (typeof READING_WHYS)[number];

/** How somebody came to a record. */
export const READING_HOWS = ["desk", "offer", "list", "search", "link"] as const;

export type ReadingHow = (typeof READING_HOWS)[number];

/** Why somebody is barred. `own_identity` is set by the system: the contact came from their own number. */
export const BAR_ORIGINS = ["named", "related", "other", "own_identity"] as const;

export type BarOrigin = (typeof BAR_ORIGINS)[number];

/** The origins that a person can give. */
export const GIVEN_BAR_ORIGINS = ["named", "related", "other"] as const satisfies readonly BarOrigin[];

export type GivenBarOrigin = (typeof GIVEN_BAR_ORIGINS)[number];

/** One identity in one form, so that equal ones hash alike: a phone as E.164; else no spaces, no signs, lower case. */
export function plainIdentity(identity: string): string {
  return phoneOf(identity)?.e164 ?? withoutSigns(identity);
}

/** Every form in which an identity may have been kept, today's first: before phones had one, they were kept as written. */
export function identitySpellings(identity: string): readonly string[] {
  const phone = phoneOf(identity);
  return phone === undefined ? [withoutSigns(identity)] : spellingsOf(phone);
}

function withoutSigns(identity: string): string {
  return identity
    .normalize("NFKC")
    .replace(/[\s().\-/]/gu, "")
    .toLowerCase();
}
