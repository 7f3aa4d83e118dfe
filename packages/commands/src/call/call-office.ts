import type { Staff } from "@nightlight/domain/access/access";
import { isSameParty, type OutsideParty } from "@nightlight/domain/call/outside-party";
import { isCall } from "@nightlight/domain/contact/channel";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { mayDo } from "../escalation/change-escalation.ts";
import type { TaskOf } from "../escalation/telephone-task.ts";
import type { Store, World } from "../world.ts";
import { numberOfParty } from "./number-of-party.ts";
import { tellOutside } from "./tell-outside.ts";

export type OutsideProblem =
  | "not-found"
  | "demo-calls-nobody"
  | "no-telephone"
  /** The office is barred from the contact by now. */
  | "office-barred"
  /** Nobody knows a number of theirs that can be dialled. */
  | "no-number"
  /** The actor talks with a caller: whoever is called joins that conversation, or the caller would be left alone. */
  | "you-talk"
  /** The actor is in another such call. */
  | "you-call";

export type CallOfficeInput = TaskOf & { readonly party: OutsideParty; readonly isDemo: boolean };

/**
 * Whoever has a telephone task calls an authority: the number is the directory's, never a typed one. Their own telephone
 * rings first. It changes nothing of the task, whose clock runs on until a person says how it went. Repeatable.
 */
export async function callOffice(
  world: World,
  actor: Staff,
  { escalationId, taskId, party, isDemo }: CallOfficeInput,
): Promise<Result<string, OutsideProblem>> {
  return world.transaction(actor, async (store): Promise<Result<string, OutsideProblem>> => {
    const escalation = await store.escalations.find(escalationId);
    const task = escalation?.tasks.find(({ id }) => id === taskId);
    if (escalation === undefined || task === undefined || task.done !== undefined) return refuse("not-found");
    if (!(await mayDo(store, actor, "escalation.call", escalation)) || !isOnFile(escalation, party)) {
      return refuse("not-found");
    }
    if (isDemo) return refuse("demo-calls-nobody");
    const running = await store.outsideCalls.mine();
    if (running !== undefined) {
      return running.task?.taskId === taskId && isSameParty(running.party, party)
        ? accept(running.id)
        : refuse("you-call");
    }
    if (await isTalking(store, actor.id)) return refuse("you-talk");
    // Whoever was only asked to call may not read who is barred: it is asked again when it is dialled.
    const barred = (await store.contacts.find(escalation.contactId))?.barred ?? [];
    const number = await numberOfParty(store, party, barred);
    if (!number.ok) return refuse(number.refusal === "barred" ? "office-barred" : "no-number");
    if ((await store.softphones.registeredOf(actor.id)) === undefined) return refuse("no-telephone");
    const id = world.newId();
    const { contactId } = escalation;
    const call = { id, purpose: "authority", contactId, task: { escalationId, taskId }, party } as const;
    if (!(await store.outsideCalls.want({ ...call, reason: undefined, wish: "alone" }))) return refuse("no-telephone");
    await tellOutside(store, actor.id, { ...call, stage: "asked" });
    await store.audit.write({
      action: "call.office_called",
      subject: { kind: "escalation", id: escalationId },
      details: { party: party.kind },
    });
    return accept(id);
  });
}

/** Puts an outside call of one's own down. One that is over stays over. */
export async function endOutside(world: World, actor: Staff, id: string): Promise<Result<true, "not-found">> {
  return world.transaction(actor, async (store) => {
    const call = await store.outsideCalls.find(id);
    if (call === undefined || call.counsellorId !== actor.id) return refuse("not-found");
    if (call.endedAt === undefined && call.wish !== "over") {
      await store.outsideCalls.wish(id, "over");
      await tellOutside(store, actor.id, { ...call, stage: "over" });
    }
    return accept(true);
  });
}

/** Emergency numbers, and the offices that this was put before: nobody else is called by a task. */
function isOnFile({ addressed }: Escalation, party: OutsideParty): boolean {
  if (party.kind === "police" || party.kind === "ambulance") return true;
  if (party.kind === "interpreter") return false;
  return addressed.some(({ authorityId }) => authorityId === party.authorityId);
}

async function isTalking({ contacts }: Store, counsellorId: string): Promise<boolean> {
  const desk = await contacts.onDesk(counsellorId);
  return desk.some(
    ({ channel, state }) => isCall(channel) && (state.status === "active" || state.status === "closing"),
  );
}
