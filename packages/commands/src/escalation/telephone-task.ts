import type { Staff } from "@nightlight/domain/access/access";
import type { EscalationRefusal } from "@nightlight/domain/escalation/decide";
import type { Escalation, EscalationId, TaskOutcome } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { changeEscalation, mayDo } from "./change-escalation.ts";

type Answer = Promise<Result<Escalation, EscalationRefusal | "not-found" | "nobody-to-ask">>;

export type Colleague = { readonly id: string; readonly name: string };

export type TaskOf = { readonly escalationId: EscalationId; readonly taskId: string };

/** Who could take a telephone task: at work now, and not barred from the contact. For whoever has the task, or supervises. */
export async function colleaguesForTask(
  world: World,
  actor: Staff,
  { escalationId, taskId }: TaskOf,
): Promise<Result<readonly Colleague[], "not-found">> {
  return world.transaction(actor, async (store) => {
    const known = await store.escalations.find(escalationId);
    if (known?.tasks.some(({ id }) => id === taskId) !== true) return refuse("not-found");
    if (!(await mayDo(store, actor, "escalation.call", known))) return refuse("not-found");
    return accept(await couldCall(store, known));
  });
}

/** Asks a colleague to make the call: somebody on shift who is not barred from it. */
export async function offerTask(
  world: World,
  actor: Staff,
  { escalationId, taskId, to }: TaskOf & { to: string },
): Answer {
  return world.transaction(actor, async (store) => {
    const known = await store.escalations.find(escalationId);
    if (known === undefined || !(await mayDo(store, actor, "escalation.call", known))) return refuse("not-found");
    if (!(await couldCall(store, known)).some(({ id }) => id === to)) return refuse("nobody-to-ask");
    return changeEscalation(store, actor, escalationId, "escalation.call", () => ({
      type: "offer-task",
      by: actor.id,
      taskId,
      to,
    }));
  });
}

/** Takes it: from now on it is this person's. */
export async function takeTask(world: World, actor: Staff, { escalationId, taskId }: TaskOf): Answer {
  return world.transaction(actor, (store) =>
    changeEscalation(store, actor, escalationId, "escalation.call", () => ({
      type: "take-task",
      by: actor.id,
      taskId,
    })),
  );
}

/** Says how it went. */
export async function finishTask(
  world: World,
  actor: Staff,
  { escalationId, taskId, outcome }: TaskOf & { outcome: TaskOutcome },
): Answer {
  return world.transaction(actor, (store) =>
    changeEscalation(store, actor, escalationId, "escalation.call", () => ({
      type: "finish-task",
      by: actor.id,
      taskId,
      outcome,
    })),
  );
}

/** Nobody is asked while it is not known who is barred: somebody who was only offered the task does not pass it on. */
async function couldCall(store: Store, { contactId }: Escalation): Promise<readonly Colleague[]> {
  const [contact, colleagues] = await Promise.all([
    store.contacts.find(contactId),
    store.escalations.colleaguesOnShift(),
  ]);
  if (contact === undefined) return [];
  return colleagues.filter(({ id }) => !contact.barred.includes(id));
}
