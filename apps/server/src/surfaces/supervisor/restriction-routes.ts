import { readColleagues } from "@nightlight/commands/access/read-colleagues";
import { endRestriction } from "@nightlight/commands/restriction/end-restriction";
import { readRestrictions } from "@nightlight/commands/restriction/read-restrictions";
import { restrictContact } from "@nightlight/commands/restriction/restrict-contact";
import type { Restriction } from "@nightlight/commands/restriction/restriction-store";
import { restrictionRoutes, type RestrictionView } from "@nightlight/contracts/supervisor/restriction";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { namesOf, type Names } from "./present-access.ts";

/** Restrictions of whoever calls for a joke: setting, seeing, lifting, reviewing. */
export function mountRestrictions(app: FastifyInstance, { world }: Dependencies): void {
  const names = async (actor: Staff): Promise<Names> => namesOf(await readColleagues(world, actor));
  const now = (actor: Staff): Promise<Date> => world.transaction(actor, (store) => store.now());
  mount(app, restrictionRoutes.set, "restriction.set", async ({ actor, params, body }) => {
    const made = orRefuse(await restrictContact(world, actor, { ...params, ...body }));
    return present(made, await now(actor), await names(actor));
  });
  mount(app, restrictionRoutes.list, "restriction.list", async ({ actor }) => {
    const { restrictions, at } = orRefuse(await readRestrictions(world, actor));
    const nameOf = await names(actor);
    return { restrictions: restrictions.map((each) => present(each, at, nameOf)), now: at.toISOString() };
  });
  mount(app, restrictionRoutes.end, "restriction.list", async ({ actor, params, body }) => {
    const ended = orRefuse(await endRestriction(world, actor, { ...params, ...body }));
    return present(ended, await now(actor), await names(actor));
  });
}

function present(restriction: Restriction, now: Date, names: Names): RestrictionView {
  const { id, contactId, setBy, reason, setAt, until, end } = restriction;
  return {
    ...{ id, contactId, by: names(setBy), reason, setAt: setAt.toISOString(), until: until.toISOString() },
    state: end !== undefined ? "over" : until > now ? "in_force" : "to_review",
    end: end === undefined ? null : { by: names(end.by), at: end.at.toISOString(), comment: end.comment },
  };
}
