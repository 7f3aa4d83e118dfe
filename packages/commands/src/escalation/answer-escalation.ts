import { authorityOf, type Staff } from "@nightlight/domain/access/access";
import { decide, type EscalationCommand, type EscalationRefusal } from "@nightlight/domain/escalation/decide";
import type { Escalation, EscalationId } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { applyToEscalation, changeEscalation, mayDo } from "./change-escalation.ts";

type Answer = Promise<Result<Escalation, EscalationRefusal | "not-found">>;
type OfOffice = { readonly authorityId: string; readonly by: string };

/** It is on the list of somebody at the office. */
export async function noteDelivery(world: World, actor: Staff, id: EscalationId): Answer {
  return answer(world, actor, id, (office) => ({ type: "deliver", ...office }));
}

/** Somebody at the office has looked at it. */
export async function noteSeen(world: World, actor: Staff, id: EscalationId): Answer {
  return answer(world, actor, id, (office) => ({ type: "see", ...office }));
}

/** "We have it": stops the first ladder and nothing else. */
export async function acknowledgeEscalation(world: World, actor: Staff, id: EscalationId): Answer {
  return answer(world, actor, id, (office) => ({ type: "acknowledge", ...office }));
}

/** "We are acting": a click, not yet an act. */
export async function beginActing(world: World, actor: Staff, id: EscalationId): Answer {
  return answer(world, actor, id, (office) => ({ type: "act", ...office }));
}

export type Refusal = { readonly reason: string; readonly whose: string };

/** "Not ours → whose": goes to a person at the helpline at once. */
export async function declineEscalation(world: World, actor: Staff, id: EscalationId, said: Refusal): Answer {
  const office = authorityOf(actor);
  if (office === undefined) return refuse("not-found");
  return world.transaction(actor, async (store) => {
    const taskId = world.newId();
    const declined = await changeEscalation(store, actor, id, "escalation.answer", () => ({
      type: "decline",
      authorityId: office,
      by: actor.id,
      taskId,
    }));
    if (!declined.ok) return declined;
    const text = JSON.stringify({ reason: said.reason, whose: said.whose });
    const clientKey = `refusal:${office}:${String(declined.value.redirects)}`;
    await store.escalations.write(id, { id: world.newId(), kind: "refusal", reportId: undefined, text, clientKey });
    return declined;
  });
}

/** Reports what was done. The same key is the same report. */
export async function reportBack(
  world: World,
  actor: Staff,
  id: EscalationId,
  { key, text }: { readonly key: string; readonly text: string },
): Answer {
  const office = authorityOf(actor);
  if (office === undefined) return refuse("not-found");
  return world.transaction(actor, async (store) => {
    const locked = await store.escalations.lock(id);
    if (locked === undefined || !(await mayDo(store, actor, "escalation.answer", locked.escalation))) {
      return refuse("not-found");
    }
    const reportId = world.newId();
    const command = { type: "report", authorityId: office, by: actor.id, reportId } as const;
    const decision = decide(locked.escalation, command, locked.at);
    if (!decision.ok) return decision;
    const clientKey = `report:${actor.id}:${key}`;
    const isNew = await store.escalations.write(id, { id: reportId, kind: "report", reportId, text, clientKey });
    await store.reportDrafts.drop(id);
    return isNew ? applyToEscalation(store, locked, command) : accept(locked.escalation);
  });
}

async function answer(
  world: World,
  actor: Staff,
  id: EscalationId,
  commandOf: (office: OfOffice) => EscalationCommand,
): Answer {
  const authorityId = authorityOf(actor);
  if (authorityId === undefined) return refuse("not-found");
  return world.transaction(actor, (store) =>
    changeEscalation(store, actor, id, "escalation.answer", () => commandOf({ authorityId, by: actor.id })),
  );
}
