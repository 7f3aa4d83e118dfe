import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { CounsellorId } from "@nightlight/domain/contact/contact";
import type { StepInReason } from "@nightlight/domain/contact/move";
import type { ForcedIntent, Intent, Seat } from "@nightlight/domain/presence/presence";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { letOffersGo } from "./lock-desk.ts";

export type ForceInput = {
  readonly personId: CounsellorId;
  /** What the supervisor saw. */
  readonly from: Intent;
  readonly to: ForcedIntent;
  readonly reason: StepInReason;
};

export type Forced = { readonly seat: Seat; readonly intentSince: Date };

/**
 * A supervisor says what somebody else is doing. Conversations go on; what rings at somebody who is not available any
 * more goes to the next, without blame. The same again changes nothing.
 */
export async function forcePresence(
  world: World,
  actor: Staff,
  { personId, from, to, reason }: ForceInput,
): Promise<Result<Forced, "not-found" | "stale">> {
  const forced = await world.transaction(actor, async (store): Promise<Result<Forced, "not-found" | "stale">> => {
    if (!may(actor, "presence.force", { personId })) return refuse("not-found");
    const presence = await store.presences.lock(personId);
    const candidate = await store.moves.candidate(personId, { keepsPlaces: false });
    if (presence === undefined || candidate === undefined) return refuse("not-found");
    if (presence.intent === to) return accept({ seat: candidate.seat, intentSince: presence.intentSince });
    if (presence.intent !== from) return refuse("stale");
    await store.presences.save(personId, { intent: to, missedInRow: 0 }, { type: "intent_forced", intent: to, reason });
    await store.audit.write({
      action: "presence.forced",
      subject: { kind: "person", id: personId },
      details: { from, to, reason },
    });
    return accept({ seat: { ...candidate.seat, intent: to }, intentSince: presence.at });
  });
  // In a story of its own: whoever answers an offer locks the contact first, and nobody may wait for the other crosswise.
  if (forced.ok && to !== "available") await world.transaction(actor, (store) => letOffersGo(store, personId));
  return forced;
}
