import { accept, refuse, type Result } from "../result.ts";
import { AUTHORITY_LEVELS, lineOf, type Authority, type AuthorityId } from "./authority.ts";
import type { Duty } from "./duty.ts";

/** What an administrator says about a unit that there is. Level, kind and place are what it is: another one is another unit. */
export type AuthorityChange = Pick<Authority, "name" | "parentId" | "phone" | "email">;

/** A unit as it is kept: with whom to ring there, and how often it was changed. */
export type KeptAuthority = {
  readonly unit: Authority;
  readonly duties: readonly Duty[];
  readonly version: number;
};

/** The acts upon the directory that its history tells apart. */
export const AUTHORITY_ACTS = ["added", "changed", "verified", "ended", "undone"] as const;

export type AuthorityAct = (typeof AUTHORITY_ACTS)[number];

export type AuthorityRefusal =
  | "unit-doubled"
  | "unit-in-loop"
  | "unit-above-is-lower"
  | "unit-above-is-gone"
  | "unit-has-ended"
  | "unit-has-units-below"
  | "unit-ends-too-early"
  | "unit-successor-is-gone";

/**
 * Whether a unit fits into the directory as it would be. Refuses a second one for the same work and place at the same
 * time, a loop, and one above it that stands lower or is not there while the unit is.
 */
export function fitUnit(unit: Authority, directory: readonly Authority[]): AuthorityRefusal | undefined {
  const others = directory.filter(({ id }) => id !== unit.id);
  if (others.some((other) => isSameWork(unit, other) && areAtOnce(unit, other))) return "unit-doubled";
  if (unit.parentId === undefined) return undefined;
  const above = others.find(({ id }) => id === unit.parentId);
  if (above === undefined) return unit.parentId === unit.id ? "unit-in-loop" : "unit-above-is-gone";
  if (lineOf(above.id, others).includes(unit.id)) return "unit-in-loop";
  if (rankOf(above) < rankOf(unit)) return "unit-above-is-lower";
  return coversEndOf(above, unit) ? undefined : "unit-above-is-gone";
}

/** Gives a unit other words, a place in the tree, numbers. Refuses one that has ended: what is over stays as it was. */
export function changeUnit(
  unit: Authority,
  change: AuthorityChange,
  { directory, at }: { readonly directory: readonly Authority[]; readonly at: Date },
): Result<Authority, AuthorityRefusal> {
  if (unit.validTo !== undefined && unit.validTo <= at) return refuse("unit-has-ended");
  const changed = { ...unit, ...change };
  const misfit = fitUnit(changed, directory);
  return misfit === undefined ? accept(changed) : refuse(misfit);
}

/** How a unit ends: when, and who takes over its work. */
export type AuthorityEnd = { readonly validTo: Date; readonly successorIds: readonly AuthorityId[] };

/**
 * Ends a unit. Refuses an end before its beginning, while units below it go on, and successors that are itself, unknown,
 * or gone by then.
 */
export function endUnit(
  unit: Authority,
  { validTo, successorIds }: AuthorityEnd,
  { directory, at }: { readonly directory: readonly Authority[]; readonly at: Date },
): Result<Authority, AuthorityRefusal> {
  if (unit.validTo !== undefined && unit.validTo <= at) return refuse("unit-has-ended");
  if (validTo <= unit.validFrom) return refuse("unit-ends-too-early");
  if (hasUnitsBelow(unit, validTo, directory)) return refuse("unit-has-units-below");
  const isThere = (id: AuthorityId): boolean => {
    const successor = directory.find((other) => other.id === id && other.id !== unit.id);
    return successor !== undefined && outlives(successor, validTo);
  };
  if (!successorIds.every(isThere)) return refuse("unit-successor-is-gone");
  return accept({ ...unit, validTo, successorIds: [...new Set(successorIds)] });
}

/**
 * Takes the newest act on a unit back: it is as it was before, if that still fits. One that was added ends now, or with the
 * moment in which it would have begun, so that it never is. Refuses while units below it go on.
 */
export function undoOnUnit(
  unit: Authority,
  before: Authority | undefined,
  { directory, at }: { readonly directory: readonly Authority[]; readonly at: Date },
): Result<Authority, AuthorityRefusal> {
  if (before === undefined) {
    const validTo = at > unit.validFrom ? at : unit.validFrom;
    return hasUnitsBelow(unit, validTo, directory) ? refuse("unit-has-units-below") : accept({ ...unit, validTo });
  }
  const misfit = fitUnit(before, directory);
  return misfit === undefined ? accept(before) : refuse(misfit);
}

function isSameWork(one: Authority, other: Authority): boolean {
  return one.level === other.level && one.kind === other.kind && one.placeCode === other.placeCode;
}

function outlives({ validTo }: Authority, end: Date): boolean {
  return validTo === undefined || validTo > end;
}

function hasUnitsBelow({ id }: Authority, end: Date, directory: readonly Authority[]): boolean {
  return directory.some((other) => other.parentId === id && outlives(other, end));
}

/** Half-open times; one that ends as it begins never is. */
function areAtOnce(one: Authority, other: Authority): boolean {
  if ([one, other].some(({ validFrom, validTo }) => validTo !== undefined && validTo <= validFrom)) return false;
  const endOf = ({ validTo }: Authority): number => validTo?.getTime() ?? Number.POSITIVE_INFINITY;
  return one.validFrom.getTime() < endOf(other) && other.validFrom.getTime() < endOf(one);
}

/** Whether whoever stands above goes on as long as the unit does. */
function coversEndOf(above: Authority, unit: Authority): boolean {
  if (above.validTo === undefined) return true;
  return unit.validTo !== undefined && unit.validTo <= above.validTo;
}

function rankOf({ level }: Authority): number {
  return AUTHORITY_LEVELS.indexOf(level);
}
