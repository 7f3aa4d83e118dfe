import type { ContactId } from "@nightlight/domain/contact/contact";

/** Whoever a contact came from is put behind the others until some time, and why. */
export type Restriction = {
  readonly id: string;
  readonly contactId: ContactId;
  readonly setBy: string;
  readonly reason: string;
  readonly setAt: Date;
  /** From then on it has no effect, and somebody has to look at it again. */
  readonly until: Date;
  readonly end: { readonly by: string; readonly at: Date; readonly comment: string } | undefined;
};

export type NewRestriction = Pick<Restriction, "id" | "contactId" | "reason"> & { readonly hours: number };

/** Restrictions of numbers and accounts, by a contact that came from there. */
export type RestrictionStore = {
  /** Does nothing where the contact has one that nobody ended. */
  add(restriction: NewRestriction): Promise<void>;
  /** Undefined where it is of a contact that does not exist for the actor. */
  find(id: string): Promise<Restriction | undefined>;
  /** Whether it is known where a contact came from, and the restriction from there that nobody has ended. */
  beside(contactId: ContactId): Promise<{ readonly isKnown: boolean; readonly openId: string | undefined }>;
  /** Newest first. */
  list(limit: number): Promise<readonly Restriction[]>;
  /** False when somebody ended it before, or the actor may not. */
  end(id: string, comment: string): Promise<boolean>;
  /** Takes the place that everybody has for a restricted contact; false when that was done a moment ago, or none is in force. */
  goAhead(contactId: ContactId): Promise<boolean>;
};
