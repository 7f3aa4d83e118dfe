import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { isInForce, type Authority, type AuthorityId } from "@nightlight/domain/authority/authority";
import type { KeptAuthority } from "@nightlight/domain/authority/change-authority";
import { isShown, type DirectoryShown } from "@nightlight/domain/authority/shown";
import { byName } from "@nightlight/domain/person/name";
import { wordsOf } from "@nightlight/domain/place/spelling";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import type { AuthorityHistory } from "./authority-store.ts";

const AT_MOST = 100;

export type DirectoryPage = { readonly units: readonly Authority[]; readonly total: number; readonly now: Date };

/** Units whose names hold every word typed, by name; so many at most, and how many there are. */
export function readDirectory(
  world: World,
  actor: Staff,
  { words, shown }: { readonly words: string; readonly shown: DirectoryShown },
): Promise<Result<DirectoryPage, "not-found">> {
  return world.transaction(actor, async (store): Promise<Result<DirectoryPage, "not-found">> => {
    if (!may(actor, "authorities.change")) return refuse("not-found");
    const now = await store.now();
    const wanted = wordsOf(words).map(({ plain }) => plain);
    const found = (await store.authorities.whole())
      .filter((unit) => isShown(unit, shown, now) && holdsAll(unit.name, wanted))
      .sort(byName);
    return accept({ units: found.slice(0, AT_MOST), total: found.length, now });
  });
}

export type DirectoryUnit = {
  readonly kept: KeptAuthority;
  readonly history: readonly AuthorityHistory[];
  /** Units that are named by it or by its history. */
  readonly names: ReadonlyMap<AuthorityId, string>;
  /** What those who changed it are called. */
  readonly staff: ReadonlyMap<string, string>;
  /** Who signs in for it. */
  readonly officers: readonly { readonly id: string; readonly name: string }[];
  readonly unitsBelow: number;
  readonly place: string | undefined;
  readonly isInForce: boolean;
};

/** One unit with whom to ring there, what was changed about it, and who works for it. */
export function readDirectoryUnit(
  world: World,
  actor: Staff,
  id: AuthorityId,
): Promise<Result<DirectoryUnit, "not-found">> {
  return world.transaction(actor, async (store): Promise<Result<DirectoryUnit, "not-found">> => {
    const kept = may(actor, "authorities.change") ? await store.authorities.kept(id) : undefined;
    if (kept === undefined) return refuse("not-found");
    const [directory, now] = [await store.authorities.whole(), await store.now()];
    const people = await store.people.list();
    return accept({
      kept,
      history: await store.authorities.history(id),
      names: new Map(directory.map((unit) => [unit.id, unit.name])),
      staff: new Map(people.map((each) => [each.id, each.name])),
      officers: people
        .filter(({ authorityId }) => authorityId === id)
        .map((each) => ({ id: each.id, name: each.name })),
      unitsBelow: directory.filter(({ parentId }) => parentId === id).length,
      place: await placeNameOf(store, kept.unit.placeCode),
      isInForce: isInForce(kept.unit, now),
    });
  });
}

async function placeNameOf(store: Store, code: string | undefined): Promise<string | undefined> {
  return code === undefined ? undefined : (await store.places.inForce([code])).get(code)?.name;
}

function holdsAll(name: string, wanted: readonly string[]): boolean {
  const words = wordsOf(name).map(({ plain }) => plain);
  return wanted.every((word) => words.some((known) => known.startsWith(word)));
}
