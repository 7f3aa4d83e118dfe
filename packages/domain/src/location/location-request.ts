import { isUnitBarred, type Authority, type AuthorityId } from "../authority/authority.ts";
import type { Contact, ContactId } from "../contact/contact.ts";

/** What the police said: where they are, that nobody can tell, or that they will not look. */
export const LOCATION_OUTCOMES = ["found", "not_found", "refused"] as const;

export type LocationOutcome = (typeof LOCATION_OUTCOMES)[number];

/**
 * That a person at the helpline asked the police where somebody is. The asking is done by telephone, by that person; nothing
 * is sent from here. Kept: who, when, whom, why, and what came of it.
 */
export type LocationRequest = {
  readonly id: string;
  readonly contactId: ContactId;
  /** The police office that was asked. */
  readonly authorityId: AuthorityId;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly answer:
    | {
        readonly outcome: LocationOutcome;
        /** What they said, where there is more to say. */
        readonly words: string;
        readonly by: string;
        readonly at: Date;
      }
    | undefined;
};

/** Looking for somebody through the police needs danger: P1 or P2. */
export function mayBeLocated({ risk }: Pick<Contact, "risk">): boolean {
  return risk.level === "P1" || risk.level === "P2";
}

/**
 * Police offices that could be asked: those of provinces, the ministry's last. Never one that is barred from the contact, nor
 * one below it. The commune's police look for nobody.
 */
export function whomToAskForLocation(
  directory: readonly Authority[],
  { barred }: Pick<Contact, "barred">,
): readonly Authority[] {
  return directory
    .filter(({ kind, level }) => kind === "police" && level !== "commune")
    .filter(({ id }) => !isUnitBarred(id, directory, barred))
    .toSorted((a, b) => Number(a.level === "ministry") - Number(b.level === "ministry"));
}
