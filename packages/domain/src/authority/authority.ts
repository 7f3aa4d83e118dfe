/** From the ground up. */
export const AUTHORITY_LEVELS = ["commune", "province", "ministry"] as const;

export type AuthorityLevel = (typeof AUTHORITY_LEVELS)[number];

export const AUTHORITY_KINDS = [
  "peoples_committee",
  "police",
  "health",
  "home_affairs",
  "education",
  "social_work",
] as const;

export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

export type AuthorityId = string;

/** A unit of the state that acts for children. Units form a tree of any depth; they come into being and end. */
export type Authority = {
  readonly id: AuthorityId;
  /** The unit above it; undefined for the topmost. */
  readonly parentId: AuthorityId | undefined;
  readonly level: AuthorityLevel;
  readonly kind: AuthorityKind;
  /** The commune (5 digits) or province (2 digits) that it answers for; undefined for the whole country. */
  readonly placeCode: string | undefined;
  /** As it is written on its letters, in the country's own language. */
  readonly name: string;
  readonly phone: string | undefined;
  readonly email: string | undefined;
  /** In force from `validFrom` until `validTo`, half-open. */
  readonly validFrom: Date;
  readonly validTo: Date | undefined;
  /** Who took over its work when it ended. */
  readonly successorIds: readonly AuthorityId[];
  /** When somebody last made sure that the unit can be reached like this; undefined for never. */
  readonly verifiedAt: Date | undefined;
};

/** Whether a unit exists at a moment. */
export function isInForce({ validFrom, validTo }: Authority, at: Date): boolean {
  return validFrom <= at && (validTo === undefined || at < validTo);
}

/** The unit and every unit above it, upwards, as far as the directory knows them. A loop in the directory ends the walk. */
export function lineOf(id: AuthorityId, directory: readonly Authority[]): readonly AuthorityId[] {
  const line: AuthorityId[] = [];
  const above = (unitId: AuthorityId) => directory.find((unit) => unit.id === unitId)?.parentId;
  for (let next: AuthorityId | undefined = id; next !== undefined && !line.includes(next); next = above(next)) {
    line.push(next);
  }
  return line;
}

/** Whether a unit, or one above it, is among those that something is barred to. */
export function isUnitBarred(id: AuthorityId, directory: readonly Authority[], barred: readonly string[]): boolean {
  return barred.length > 0 && lineOf(id, directory).some((unit) => barred.includes(unit));
}
