import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Authority, AuthorityId, AuthorityKind, AuthorityLevel } from "@nightlight/domain/authority/authority";
import {
  changeUnit,
  endUnit,
  fitUnit,
  undoOnUnit,
  type AuthorityAct,
  type AuthorityChange,
  type AuthorityEnd,
  type AuthorityRefusal,
  type KeptAuthority,
} from "@nightlight/domain/authority/change-authority";
import type { Duty } from "@nightlight/domain/authority/duty";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";

type Refusal = AuthorityRefusal | "not-found" | "stale" | "unknown-choice" | "unit-place-misfit" | "nothing-to-undo";

export type NewAuthority = AuthorityChange & {
  readonly level: AuthorityLevel;
  readonly kind: AuthorityKind;
  readonly placeCode: string | undefined;
  readonly validFrom: Date;
  readonly duties: readonly Duty[];
};

/** Adds a unit. Repeating it is refused as a second one for the same work, and nothing is doubled. */
export function addAuthority(world: World, actor: Staff, added: NewAuthority): Promise<Result<KeptAuthority, Refusal>> {
  return world.transaction(actor, async (store): Promise<Result<KeptAuthority, Refusal>> => {
    if (!may(actor, "authorities.change")) return refuse("not-found");
    const directory = await store.authorities.lockDirectory();
    if (!(await isPlaceOf(store, added))) return refuse("unit-place-misfit");
    if (!(await areOfficers(store, added.duties))) return refuse("unknown-choice");
    const { duties, ...fields } = added;
    const fresh = { id: world.newId(), validTo: undefined, successorIds: [], verifiedAt: undefined };
    const unit: Authority = { ...fresh, ...fields };
    const misfit = fitUnit(unit, directory);
    if (misfit !== undefined) return refuse(misfit);
    return accept(await keep(store, "added", undefined, { unit, duties, version: 1 }));
  });
}

type At = { readonly id: AuthorityId; readonly version: number };

/** Changes name, numbers, the unit above and the whole duty list. What is the same already is left alone. */
export function changeAuthority(
  world: World,
  actor: Staff,
  { duties, change, ...at }: At & { readonly change: AuthorityChange; readonly duties: readonly Duty[] },
): Promise<Result<KeptAuthority, Refusal>> {
  return administer(world, actor, at, async (store, before, circumstances) => {
    if (!(await areOfficers(store, duties))) return refuse("unknown-choice");
    const decision = changeUnit(before.unit, change, circumstances);
    if (!decision.ok) return decision;
    const after = { unit: decision.value, duties, version: before.version + 1 };
    if (areSame(before, after)) return accept(before);
    return accept(await keep(store, "changed", before, after));
  });
}

/** Somebody made sure, today, that the unit is reached like this. */
export function verifyAuthority(world: World, actor: Staff, at: At): Promise<Result<KeptAuthority, Refusal>> {
  return administer(world, actor, at, async (store, before, circumstances) => {
    const decision = changeUnit(before.unit, before.unit, circumstances);
    if (!decision.ok) return decision;
    const unit = { ...before.unit, verifiedAt: circumstances.at };
    return accept(await keep(store, "verified", before, { ...before, unit, version: before.version + 1 }));
  });
}

/** Ends a unit, now or on a day to come, for those who take over its work. */
export function endAuthority(
  world: World,
  actor: Staff,
  { validTo, successorIds, ...at }: At & AuthorityEnd,
): Promise<Result<KeptAuthority, Refusal>> {
  return administer(world, actor, at, async (store, before, circumstances) => {
    const decision = endUnit(before.unit, { validTo, successorIds }, circumstances);
    if (!decision.ok) return decision;
    const after = { ...before, unit: decision.value, version: before.version + 1 };
    return accept(await keep(store, "ended", before, after));
  });
}

/** Takes the newest act on a unit back, whoever's it was. What was taken back is not taken back again: it is done anew. */
export function undoAuthority(world: World, actor: Staff, at: At): Promise<Result<KeptAuthority, Refusal>> {
  return administer(world, actor, at, async (store, now, circumstances) => {
    const [newest] = await store.authorities.history(at.id);
    if (newest === undefined || newest.act === "undone") return refuse("nothing-to-undo");
    const decision = undoOnUnit(now.unit, newest.before?.unit, circumstances);
    if (!decision.ok) return decision;
    const duties = newest.before?.duties ?? now.duties;
    return accept(await keep(store, "undone", now, { unit: decision.value, duties, version: now.version + 1 }));
  });
}

type Circumstances = { readonly directory: readonly Authority[]; readonly at: Date };

/** One story about one unit, while nobody else changes the directory: what contradicts it may stand anywhere in it. */
function administer(
  world: World,
  actor: Staff,
  { id, version }: At,
  story: (store: Store, before: KeptAuthority, circumstances: Circumstances) => Promise<Result<KeptAuthority, Refusal>>,
): Promise<Result<KeptAuthority, Refusal>> {
  return world.transaction(actor, async (store): Promise<Result<KeptAuthority, Refusal>> => {
    if (!may(actor, "authorities.change")) return refuse("not-found");
    const directory = await store.authorities.lockDirectory();
    const before = await store.authorities.kept(id);
    if (before === undefined) return refuse("not-found");
    if (before.version !== version) return refuse("stale");
    return story(store, before, { directory, at: await store.now() });
  });
}

async function keep(
  store: Store,
  act: AuthorityAct,
  before: KeptAuthority | undefined,
  after: KeptAuthority,
): Promise<KeptAuthority> {
  await store.authorities.keep({ act, before, after });
  await store.audit.write({
    action: `authority.${act}`,
    subject: { kind: "authority", id: after.unit.id },
    details: { version: after.version },
  });
  return after;
}

/** A commune's unit answers for a commune, a province's for a province, a ministry for the whole country. */
async function isPlaceOf(store: Store, { level, placeCode }: Pick<Authority, "level" | "placeCode">): Promise<boolean> {
  const digits = { commune: 5, province: 2, ministry: undefined }[level];
  if (placeCode?.length !== digits) return false;
  return placeCode === undefined || (await store.places.inForce([placeCode])).has(placeCode);
}

/** Accounts on a duty list are people of the house's directory. */
async function areOfficers(store: Store, duties: readonly Duty[]): Promise<boolean> {
  const asked = duties.map(({ personId }) => personId).filter((id) => id !== undefined);
  if (asked.length === 0) return true;
  const officers = (await store.people.list()).filter(({ roles }) => roles.includes("officer")).map(({ id }) => id);
  return asked.every((id) => officers.includes(id));
}

function areSame(one: KeptAuthority, other: KeptAuthority): boolean {
  return JSON.stringify([one.unit, one.duties]) === JSON.stringify([other.unit, other.duties]);
}
