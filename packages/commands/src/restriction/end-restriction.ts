import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Restriction } from "./restriction-store.ts";

export type EndRestrictionInput = { readonly restrictionId: string; readonly comment: string };

/**
 * Ends a restriction and says why. While it is in force, anybody who sets them lifts it; once it ran out it is looked at by
 * somebody else than whoever set it. The first word stands.
 */
export async function endRestriction(
  world: World,
  actor: Staff,
  { restrictionId, comment }: EndRestrictionInput,
): Promise<Result<Restriction, "not-found" | "own-restriction" | "ended-before">> {
  return world.transaction(actor, async (store) => {
    const { restrictions, audit } = store;
    const found = await restrictions.find(restrictionId);
    if (found === undefined || !may(actor, "restriction.list")) return refuse("not-found");
    const contact = await store.contacts.find(found.contactId);
    if (contact === undefined || !may(actor, "restriction.set", { contact })) return refuse("not-found");
    if (found.end?.by === actor.id) return accept(found);
    if (found.end !== undefined) return refuse("ended-before");
    const hasRunOut = found.until <= (await store.now());
    if (hasRunOut && !may(actor, "restriction.review", { personId: found.setBy })) return refuse("own-restriction");
    if (!(await restrictions.end(restrictionId, comment))) return refuse("ended-before");
    await audit.write({
      action: hasRunOut ? "restriction.reviewed" : "restriction.lifted",
      subject: { kind: "contact", id: found.contactId },
      details: { restriction: restrictionId },
    });
    const ended = await restrictions.find(restrictionId);
    return ended === undefined ? refuse("not-found") : accept(ended);
  });
}
