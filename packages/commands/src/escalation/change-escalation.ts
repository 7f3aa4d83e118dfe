import { authorityOf, type Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Action } from "@nightlight/domain/access/policy";
import { decide, type EscalationCommand, type EscalationRefusal } from "@nightlight/domain/escalation/decide";
import { isAddressed, type Escalation, type EscalationId } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store } from "../world.ts";
import type { LockedEscalation } from "./escalation-store.ts";

/**
 * The one way an escalation changes: lock, read the database's time, check access, decide, append. "Not yours" and "not
 * there" are one answer.
 */
export async function changeEscalation(
  store: Store,
  actor: Staff,
  id: EscalationId,
  action: Extract<Action, `escalation.${string}`>,
  commandFor: (locked: LockedEscalation) => EscalationCommand | Promise<EscalationCommand>,
): Promise<Result<Escalation, EscalationRefusal | "not-found">> {
  const locked = await store.escalations.lock(id);
  if (locked === undefined || !(await mayDo(store, actor, action, locked.escalation))) return refuse("not-found");
  return applyToEscalation(store, locked, await commandFor(locked));
}

/** Decides on an escalation that is already locked, appends what was decided, and notes a breach in the audit log. */
export async function applyToEscalation(
  store: Store,
  locked: LockedEscalation,
  command: EscalationCommand,
): Promise<Result<Escalation, EscalationRefusal>> {
  const decision = decide(locked.escalation, command, locked.at);
  if (!decision.ok) return decision;
  if (decision.value.length === 0) return accept(locked.escalation);
  const escalation = await store.escalations.append(locked, decision.value);
  for (const event of decision.value) {
    if (event.type !== "limit_breached") continue;
    await store.audit.write({
      action: "escalation.breached",
      subject: { kind: "escalation", id: escalation.id },
      details: { limit: event.rung, level: escalation.level, dueAt: event.dueAt.toISOString() },
    });
  }
  return accept(escalation);
}

/** Whether somebody may do this with an escalation: at the helpline by its contact, at an office by what was sent there. */
export async function mayDo(
  store: Store,
  actor: Staff,
  action: Extract<Action, `escalation.${string}`>,
  escalation: Escalation,
): Promise<boolean> {
  if (action === "escalation.answer") return may(actor, action, { isSentToUs: isSentTo(actor, escalation) });
  const contact = await store.contacts.find(escalation.contactId);
  if (action === "escalation.call") {
    const isMine = escalation.tasks.some((task) => [task.ownerId, task.offeredTo, task.takenBy].includes(actor.id));
    return may(actor, action, {
      ...(isMine ? { personId: actor.id } : {}),
      ...(contact === undefined ? {} : { contact }),
    });
  }
  return contact !== undefined && may(actor, action, { contact, personId: escalation.sentBy });
}

/** Whether an escalation was sent to the office that somebody works for. What is barred to it never came this far. */
export function isSentTo(actor: Staff, escalation: Escalation): boolean {
  const office = authorityOf(actor);
  return office !== undefined && escalation.state.status !== "draft" && isAddressed(escalation, office);
}
