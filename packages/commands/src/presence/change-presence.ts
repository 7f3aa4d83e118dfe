import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Staff } from "@nightlight/domain/access/access";
import type { CounsellorId } from "@nightlight/domain/contact/contact";
import type { ChosenIntent, NextIntent } from "@nightlight/domain/presence/presence";
import { handoverOpensAt } from "@nightlight/domain/shift/handover";
import { checkInOpensAt } from "@nightlight/domain/shift/shift";
import type { Presence, PresenceStore, World } from "../world.ts";
import { letOffersGo } from "./lock-desk.ts";

/**
 * Says what a counsellor is doing, and how long a break is meant to last. A repeat changes nothing; a running conversation
 * goes on whatever is said. Nobody is called back when a break is over: they are asked.
 */
export async function setIntent(
  world: World,
  actor: Staff,
  intent: ChosenIntent,
  minutes?: number,
): Promise<Result<Presence, "not-found">> {
  return world.transaction(actor, async ({ presences }) => {
    const presence = await presences.lock(actor.id);
    if (presence === undefined) return refuse("not-found");
    const isSaid = presence.intent === intent && presence.next === undefined && minutes === undefined;
    if (isSaid) return accept(presence);
    const forMinutes = intent === "break" ? minutes : undefined;
    if (presence.next !== undefined) await presences.chooseNext(actor.id, undefined, undefined);
    await presences.save(actor.id, { intent, missedInRow: 0, forMinutes }, { type: "intent_changed", intent });
    return told(presences, actor.id);
  });
}

export type NextInput = { readonly next: NextIntent | null; readonly minutes?: number | undefined };

/**
 * Says what comes when the contact in hand ends; null takes it back. Nothing new is offered meanwhile. With nothing in
 * hand it comes at once.
 */
export async function chooseNext(
  world: World,
  actor: Staff,
  { next, minutes }: NextInput,
): Promise<Result<Presence, "not-found">> {
  const chosen = await world.transaction(actor, async ({ presences }): Promise<Result<Presence, "not-found">> => {
    const presence = await presences.lock(actor.id);
    if (presence === undefined) return refuse("not-found");
    if ((presence.next ?? null) === next && minutes === undefined) return accept(presence);
    const forMinutes = next === "break" ? minutes : undefined;
    if (next !== null && presence.freeChatSlots === presence.chatSlots) {
      const { missedInRow } = presence;
      await presences.save(
        actor.id,
        { intent: next, missedInRow, forMinutes },
        { type: "intent_changed", intent: next },
      );
      return told(presences, actor.id);
    }
    await presences.chooseNext(actor.id, next ?? undefined, forMinutes);
    await presences.note(actor.id, { type: "next_intent_chosen", next });
    return told(presences, actor.id);
  });
  // In a story of its own: whoever answers an offer locks the contact first, and nobody may wait for the other crosswise.
  if (chosen.ok && next !== null) await world.transaction(actor, (store) => letOffersGo(store, actor.id));
  return chosen;
}

/** Whoever said what comes next, and has nothing in hand any more, does it now. Gives whose presence changed. */
export async function beginNext(world: World): Promise<readonly CounsellorId[]> {
  const ready = await world.transaction({ kind: "system" }, ({ presences }) => presences.readyForNext());
  for (const counsellorId of ready) {
    await world.transaction({ kind: "system" }, async ({ presences }) => {
      const presence = await presences.lock(counsellorId);
      if (presence?.next === undefined) return;
      const { next: intent, nextMinutes: forMinutes, missedInRow } = presence;
      await presences.save(counsellorId, { intent, missedInRow, forMinutes }, { type: "intent_changed", intent });
    });
  }
  return ready;
}

/** Starts the rostered shift that covers now or soon begins: the gate opens and the counsellor is available. */
export async function checkIn(world: World, actor: Staff): Promise<Result<Presence, "not-found" | "no-shift-now">> {
  return world.transaction(actor, async ({ presences, handovers, policy }) => {
    const presence = await presences.lock(actor.id);
    if (presence === undefined) return refuse("not-found");
    const { shift, gate, at } = presence;
    if (shift === undefined || at < checkInOpensAt(shift, policy) || gate === "closed") return refuse("no-shift-now");
    if (shift.checkedInAt === undefined) {
      await presences.checkIn(actor.id, shift.shiftId);
      const duty = await handovers.dutyOf(actor.id, shift.shiftId);
      if (duty !== undefined) await handovers.startClock(duty.dutyId, "handover_opens", handoverOpensAt(duty, policy));
    }
    if (presence.intent !== "available") {
      const intent = "available";
      await presences.save(actor.id, { intent, missedInRow: 0 }, { type: "intent_changed", intent });
    }
    return told(presences, actor.id);
  });
}

async function told(presences: PresenceStore, counsellorId: CounsellorId): Promise<Result<Presence, "not-found">> {
  const changed = await presences.find(counsellorId);
  return changed === undefined ? refuse("not-found") : accept(changed);
}
