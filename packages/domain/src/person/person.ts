import type { Role } from "../access/access.ts";
import type { Language } from "../contact/channel.ts";
import { accept, refuse, type Result } from "../result.ts";

export type PersonId = string;

/** Somebody with an account, as administration sees them. */
export type Person = {
  readonly id: PersonId;
  readonly username: string;
  /** The full name, for colleagues. */
  readonly name: string;
  /** What a caller reads. */
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Languages of the screens, and of the contacts that are offered. */
  readonly languages: readonly Language[];
  /** Codes of the languages that they speak with a caller. */
  readonly spokenLanguages: readonly string[];
  readonly skills: readonly string[];
  readonly centreId: string | undefined;
  /** The unit that an officer works for. */
  readonly authorityId: string | undefined;
  readonly isDemo: boolean;
  /** False until the invitation was taken. */
  readonly canSignIn: boolean;
  readonly suspendedAt: Date | undefined;
  /** Gone for good. */
  readonly offboardedAt: Date | undefined;
  readonly version: number;
};

export type PersonStatus = "invited" | "active" | "suspended" | "offboarded";

/** What administrators set. */
export type PersonChange = Pick<
  Person,
  "name" | "displayName" | "roles" | "languages" | "spokenLanguages" | "skills" | "centreId" | "authorityId"
>;

export type PersonRefusal =
  "stale" | "account-closed" | "own-rights" | "own-account" | "last-administrator" | OfficerRefusal;

export type OfficerRefusal = "officer-without-authority" | "officer-and-helpline";

/** What a person's account is in, in one word. */
export function statusOf(person: Person): PersonStatus {
  if (person.offboardedAt !== undefined) return "offboarded";
  if (person.suspendedAt !== undefined) return "suspended";
  return person.canSignIn ? "active" : "invited";
}

/** Who does something to whom, and who could still administer the house without them. */
export type Administering = {
  readonly by: PersonId;
  readonly person: Person;
  /** The version that the administrator saw. */
  readonly version: number;
  /** Everybody who can sign in as administrator now. */
  readonly administrators: readonly PersonId[];
};

/**
 * Whether roles and unit fit together: an officer works for a unit, and for nobody else. One person inside an authority and
 * the helpline would carry words across the fence between them.
 */
export function fitOfficer({
  roles,
  authorityId,
}: Pick<PersonChange, "roles" | "authorityId">): OfficerRefusal | undefined {
  const isOfficer = roles.includes("officer");
  if (isOfficer !== (authorityId !== undefined)) return "officer-without-authority";
  return isOfficer && roles.length > 1 ? "officer-and-helpline" : undefined;
}

/** Whether somebody may be changed so. Nobody gives themselves a role, and the last administrator keeps theirs. */
export function changePerson(
  { by, person, version, administrators }: Administering,
  change: PersonChange,
): Result<PersonChange, PersonRefusal> {
  if (person.offboardedAt !== undefined) return refuse("account-closed");
  if (person.version !== version) return refuse("stale");
  const misfit = fitOfficer(change);
  if (misfit !== undefined) return refuse(misfit);
  if (by === person.id && change.roles.some((role) => !person.roles.includes(role))) return refuse("own-rights");
  if (!change.roles.includes("administrator") && isLast(person, administrators)) return refuse("last-administrator");
  return accept(change);
}

/** Whether somebody's access may be taken: not one's own, and not that of the last administrator. Nothing to do is fine. */
export function closePerson(
  { by, person, version, administrators }: Administering,
  how: "suspend" | "offboard",
): Result<"close" | "nothing", PersonRefusal> {
  if (by === person.id) return refuse("own-account");
  if (person.offboardedAt !== undefined) return how === "offboard" ? accept("nothing") : refuse("account-closed");
  if (how === "suspend" && person.suspendedAt !== undefined) return accept("nothing");
  if (person.version !== version) return refuse("stale");
  if (isLast(person, administrators)) return refuse("last-administrator");
  return accept("close");
}

function isLast(person: Person, administrators: readonly PersonId[]): boolean {
  return administrators.includes(person.id) && administrators.every((id) => id === person.id);
}
