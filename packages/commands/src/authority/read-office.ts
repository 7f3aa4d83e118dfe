import { authorityOf, type Staff } from "@nightlight/domain/access/access";
import type { Authority } from "@nightlight/domain/authority/authority";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

/** The unit that an officer works for. Whoever is no officer has none. */
export async function readOffice(world: World, actor: Staff): Promise<Result<Authority, "not-found">> {
  const id = authorityOf(actor);
  if (id === undefined) return refuse("not-found");
  const office = await world.transaction(actor, ({ authorities }) => authorities.find(id));
  return office === undefined ? refuse("not-found") : accept(office);
}
