import { isUnitBarred, type Authority, type AuthorityId } from "../authority/authority.ts";

/** Whom the helpline calls beside the people of a contact. */
export const PARTY_KINDS = ["police", "ambulance", "duty", "office", "interpreter"] as const;

export type PartyKind = (typeof PARTY_KINDS)[number];

/**
 * Somebody outside who can be called: by what they are, never by a number that somebody typed. `duty` is whoever is on
 * duty at an office, `office` its own number, `interpreter` whoever the policy names for a language.
 */
export type OutsideParty =
  | { readonly kind: "police" }
  | { readonly kind: "ambulance" }
  | { readonly kind: "duty"; readonly authorityId: AuthorityId }
  | { readonly kind: "office"; readonly authorityId: AuthorityId }
  | { readonly kind: "interpreter"; readonly language: string };

/** Why they are called into a conversation. Codes and no text. */
export const PARTY_REASONS = ["language", "danger", "health", "place", "other"] as const;

export type PartyReason = (typeof PARTY_REASONS)[number];

/** Emergency numbers have three digits; everybody else's are as long as E.164 allows. */
const DIALABLE = /^(?:\d{3}|\+?\d{7,15})$/u;
const BETWEEN = /[\s().\u2010-\u2015-]/gu;

/** The number of somebody outside as it is dialled; undefined for anything that is none. */
export function dialableOutside(number: string | undefined): string | undefined {
  const bare = number?.normalize("NFKC").replace(BETWEEN, "");
  return bare !== undefined && DIALABLE.test(bare) ? bare : undefined;
}

/** Whether two are the same party. */
export function isSameParty(one: OutsideParty, other: OutsideParty): boolean {
  return one.kind === other.kind && subjectOf(one) === subjectOf(other);
}

/** The office that a party belongs to; undefined for whoever belongs to none. */
export function officeOf(party: OutsideParty): AuthorityId | undefined {
  return party.kind === "duty" || party.kind === "office" ? party.authorityId : undefined;
}

/** Which office, or which language; undefined for whoever there is one of. */
export function subjectOf(party: OutsideParty): string | undefined {
  return party.kind === "interpreter" ? party.language : officeOf(party);
}

/** Whether a party may be called about a contact at all: never an office that is barred from it, nor one below such an office. */
export function isPartyBarred(
  party: OutsideParty,
  directory: readonly Authority[],
  barred: readonly string[],
): boolean {
  if (party.kind !== "duty" && party.kind !== "office") return false;
  return barred.includes(party.authorityId) || isUnitBarred(party.authorityId, directory, barred);
}
