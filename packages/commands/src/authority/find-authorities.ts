import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Authority, AuthorityId } from "@nightlight/domain/authority/authority";
import { wordsOf } from "@nightlight/domain/place/spelling";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

const AT_MOST = 20;

/** Units in force whose names hold every word that was typed, with or without diacritics. For whoever makes officers. */
export function findAuthorities(
  world: World,
  actor: Staff,
  typed: string,
): Promise<Result<readonly Authority[], "not-found">> {
  return world.transaction(actor, async ({ authorities }) => {
    if (!may(actor, "people.read")) return refuse("not-found");
    const wanted = wordsOf(typed).map(({ plain }) => plain);
    const holds = ({ name }: Authority): boolean => {
      const words = wordsOf(name).map(({ plain }) => plain);
      return wanted.every((word) => words.some((known) => known.startsWith(word)));
    };
    return accept((await authorities.list()).filter(holds).slice(0, AT_MOST));
  });
}

/** One unit, in force or not: whom an officer was made for. */
export function readAuthority(world: World, actor: Staff, id: AuthorityId): Promise<Result<Authority, "not-found">> {
  return world.transaction(actor, async ({ authorities }) => {
    const found = may(actor, "people.read") ? await authorities.find(id) : undefined;
    return found === undefined ? refuse("not-found") : accept(found);
  });
}
