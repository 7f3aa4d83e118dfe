import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Opening, Page } from "./access-stores.ts";

/** What was opened in emergency, newest first. */
export async function listEmergencies(
  world: World,
  actor: Staff,
  page: Page<string>,
): Promise<Result<readonly Opening[], "not-found">> {
  if (!may(actor, "break-glass.list")) return refuse("not-found");
  return accept(await world.transaction(actor, ({ openings }) => openings.emergencies(page)));
}

/** Somebody else has looked at why a contact was opened in emergency. The first review stands. */
export async function reviewOpening(
  world: World,
  actor: Staff,
  { openingId, comment }: { readonly openingId: string; readonly comment: string },
): Promise<Result<Opening, "not-found" | "own-opening" | "reviewed-before">> {
  return world.transaction(actor, async ({ openings, audit }) => {
    const opening = await openings.find(openingId);
    if (opening?.kind !== "break_glass" || !may(actor, "break-glass.list")) return refuse("not-found");
    if (!may(actor, "break-glass.review", { personId: opening.personId })) return refuse("own-opening");
    if (opening.review?.by === actor.id) return accept(opening);
    if (!(await openings.review(openingId, comment))) return refuse("reviewed-before");
    await audit.write({
      action: "contact.emergency_reviewed",
      subject: { kind: "contact", id: opening.contactId },
      details: { opening: openingId },
    });
    const reviewed = await openings.find(openingId);
    return reviewed === undefined ? refuse("not-found") : accept(reviewed);
  });
}
