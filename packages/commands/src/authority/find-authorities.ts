import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Authority, AuthorityId } from "@nightlight/domain/authority/authority";
import { wordsOf } from "@nightlight/domain/place/spelling";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

const AT_MOST = 20;

/** Units in force whose names hold every word that was typed, with or without diacritics. For whoever makes officers or bars one. */
export function findAuthorities(
  world: World,
  actor: Staff,
  typed: string,
): Promise<Result<readonly Authority[], "not-found">> {
  return world.transaction(actor, async ({ authorities }) => {
    if (!may(actor, "authorities.read")) return refuse("not-found");
    const wanted = wordsOf(typed).map(({ plain }) => plain);
    const holds = ({ name }: Authority): boolean => {
      const words = wordsOf(name).map(({ plain }) => plain);
      return wanted.every((word) => words.some((known) => known.startsWith(word)));
    };
    return accept((await authorities.list()).filter(holds).slice(0, AT_MOST));
  });
}

/** What units are called, in force or not, by id: for whoever reads that they were barred. */
export function readAuthorityNames(
  world: World,
  actor: Staff,
  ids: readonly AuthorityId[],
): Promise<ReadonlyMap<AuthorityId, string>> {
  return world.transaction(actor, async ({ authorities }) => {
    const found = may(actor, "authorities.read") ? await Promise.all(ids.map((id) => authorities.find(id))) : [];
    return new Map(found.flatMap((unit) => (unit === undefined ? [] : [[unit.id, unit.name] as const])));
  });
}

/** One unit, in force or not: whom an officer was made for. */
export function readAuthority(world: World, actor: Staff, id: AuthorityId): Promise<Result<Authority, "not-found">> {
  return world.transaction(actor, async ({ authorities }) => {
    const found = may(actor, "authorities.read") ? await authorities.find(id) : undefined;
    return found === undefined ? refuse("not-found") : accept(found);
  });
}
