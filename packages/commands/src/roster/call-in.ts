import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import {
  decideCallInAnswer,
  wantsCallIn,
  type CallInAnswer,
  type CallInRefusal,
} from "@nightlight/domain/roster/call-in";
import type { RosterShift } from "@nightlight/domain/roster/roster";
import type { Store, World } from "../world.ts";
import type { OwnCallIn } from "./roster-store.ts";

/** So many of the queue are looked at: lane and age decide who stands first, and the longest wait may be further down. */
const LOOKED_AT = 500;

/**
 * Tells whoever is on call for the shift that runs, once each, when somebody has waited for so long. Of several processes
 * that see it at once, one tells. Gives the people who were told.
 */
export async function callIn(world: World): Promise<readonly string[]> {
  return world.transaction({ kind: "system" }, async (store) => {
    const { rosters, contacts, policy, audit } = store;
    // Nearly always nobody: then the queue is not looked at.
    const uncalled = await rosters.uncalled();
    if (uncalled.length === 0) return [];
    if (!wantsCallIn(await contacts.inQueue(LOOKED_AT), await store.now(), policy)) return [];
    const told: string[] = [];
    for (const { shiftId, personId } of uncalled) {
      if (!(await rosters.addCallIn(shiftId, personId))) continue;
      await store.presences.note(personId, { type: "called_in", shiftId });
      await audit.write({
        action: "roster.called_in",
        subject: { kind: "shift", id: shiftId },
        details: { person: personId },
      });
      told.push(personId);
    }
    return told;
  });
}

/** Whether I am called in for the shift that runs, and what I said to it. */
export async function readCallIn(world: World, actor: Staff): Promise<OwnCallIn | undefined> {
  return world.transaction(actor, ({ rosters }) => rosters.ownCallIn());
}

/** I come, or I cannot. The last word counts; the same again changes nothing. */
export async function answerCallIn(
  world: World,
  actor: Staff,
  { shiftId, says }: { readonly shiftId: string; readonly says: CallInAnswer },
): Promise<Result<OwnCallIn, "not-found" | CallInRefusal>> {
  return world.transaction(actor, async (store): Promise<Result<OwnCallIn, "not-found" | CallInRefusal>> => {
    const own = await store.rosters.ownCallIn();
    if (!may(actor, "call-in.answer") || own?.shiftId !== shiftId) return refuse("not-found");
    const decision = decideCallInAnswer({ ...own, personId: actor.id }, says, own, await store.now());
    if (!decision.ok) return decision;
    if (!decision.value) return accept(own);
    await write(store, { shiftId, personId: actor.id, says });
    return accept((await store.rosters.ownCallIn()) ?? own);
  });
}

/** A supervisor reached them by telephone, and says what they said. */
export async function answerCallInFor(
  world: World,
  actor: Staff,
  input: { readonly shiftId: string; readonly personId: string; readonly says: CallInAnswer },
): Promise<Result<RosterShift, "not-found" | CallInRefusal>> {
  return world.transaction(actor, async (store): Promise<Result<RosterShift, "not-found" | CallInRefusal>> => {
    const locked = may(actor, "roster.keep") ? await store.rosters.lockShift(input.shiftId) : undefined;
    if (locked === undefined) return refuse("not-found");
    const { shift, at } = locked;
    const asked = shift.calledIn.find(({ personId }) => personId === input.personId);
    const decision = decideCallInAnswer(asked, input.says, shift, at);
    if (!decision.ok) return decision;
    if (!decision.value) return accept(shift);
    await write(store, input);
    return accept((await store.rosters.lockShift(input.shiftId))?.shift ?? shift);
  });
}

async function write(
  { rosters, presences, audit }: Store,
  { shiftId, personId, says }: { readonly shiftId: string; readonly personId: string; readonly says: CallInAnswer },
): Promise<void> {
  await rosters.answerCallIn(shiftId, personId, says);
  await presences.note(personId, { type: "call_in_answered", shiftId, says });
  await audit.write({
    action: "roster.call_in_answered",
    subject: { kind: "shift", id: shiftId },
    details: { person: personId, says },
  });
}
