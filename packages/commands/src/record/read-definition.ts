import type { Staff } from "@nightlight/domain/access/access";
import type { Definition } from "@nightlight/domain/record/definition";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

/** A version of the record's form. It holds no word of anybody, so all staff may read it. */
export async function readDefinition(
  world: World,
  actor: Staff,
  version: number,
): Promise<Result<Definition, "not-found">> {
  return world.transaction(actor, async ({ records }) => {
    const definition = await records.findDefinition(version);
    return definition === undefined ? refuse("not-found") : accept(definition);
  });
}
