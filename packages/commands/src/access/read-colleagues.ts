import type { Staff } from "@nightlight/domain/access/access";
import type { World } from "../world.ts";
import type { Colleagues } from "./access-stores.ts";

/** Names of everybody who works here, and of the centres: no secret among staff. */
export async function readColleagues(world: World, actor: Staff): Promise<Colleagues> {
  return world.transaction(actor, ({ supervision }) => supervision.colleagues());
}
