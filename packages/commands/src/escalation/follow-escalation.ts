import type { Staff } from "@nightlight/domain/access/access";
import { isUnitBarred } from "@nightlight/domain/authority/authority";
import type { EscalationCommand, EscalationRefusal } from "@nightlight/domain/escalation/decide";
import type { Escalation, EscalationId } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { findAbove } from "./above.ts";
import { changeEscalation, mayDo } from "./change-escalation.ts";
import type { EscalationTextKind } from "./escalation-store.ts";

type Answer = Promise<Result<Escalation, EscalationRefusal | "not-found" | "no-such-authority">>;

/** Takes it back, with a reason that stays at the helpline. */
export async function withdrawEscalation(world: World, actor: Staff, id: EscalationId, reason: string): Answer {
  return withReason(world, actor, id, { kind: "withdrawal", text: reason, clientKey: "withdrawal" }, () => ({
    type: "withdraw",
    by: actor.id,
  }));
}

/** Says why a limit passed. Without it no report is accepted. */
export async function explainBreach(world: World, actor: Staff, id: EscalationId, reason: string): Answer {
  const clientKey = `breach:${world.newId()}`;
  return withReason(world, actor, id, { kind: "breach", text: reason, clientKey }, () => ({
    type: "explain-breach",
    by: actor.id,
  }));
}

/** Sends it on to another authority: one that may know. No clock is set back. */
export async function redirectEscalation(
  world: World,
  actor: Staff,
  id: EscalationId,
  { authorityId, reason }: { readonly authorityId: string; readonly reason: string },
): Answer {
  return world.transaction(actor, async (store) => {
    const known = await store.escalations.find(id);
    if (known === undefined || !(await mayDo(store, actor, "escalation.follow", known))) return refuse("not-found");
    if (!(await mayReceive(store, known, authorityId))) return refuse("no-such-authority");
    const text = { kind: "redirect", text: reason, clientKey: `redirect:${authorityId}` } as const;
    return noting(world, store, actor, id, text, () => ({ type: "redirect", by: actor.id, to: authorityId }));
  });
}

/** Climbs the next rung without waiting for its time. */
export async function climbEarly(world: World, actor: Staff, id: EscalationId): Answer {
  return world.transaction(actor, (store) =>
    changeEscalation(store, actor, id, "escalation.follow", async ({ escalation }) => ({
      type: "climb-early",
      by: actor.id,
      above: await findAbove(store, escalation),
    })),
  );
}

export type Judged = { readonly escalationId: EscalationId; readonly reportId: string };

/** Accepts a report: the loop is closed. Refused while nobody has said why a limit passed. */
export async function acceptReport(world: World, actor: Staff, { escalationId, reportId }: Judged): Answer {
  return world.transaction(actor, (store) =>
    changeEscalation(store, actor, escalationId, "escalation.follow", () => ({
      type: "accept-report",
      by: actor.id,
      reportId,
    })),
  );
}

/** Asks again, because the report is not enough. */
export async function askAgain(
  world: World,
  actor: Staff,
  { escalationId, reportId, question }: Judged & { readonly question: string },
): Answer {
  const text = { kind: "question", text: question, clientKey: `question:${reportId}`, reportId } as const;
  return withReason(world, actor, escalationId, text, () => ({ type: "ask-again", by: actor.id, reportId }));
}

/** Whether an office exists and nobody has barred it. */
async function mayReceive(store: Store, { contactId, addressed }: Escalation, authorityId: string): Promise<boolean> {
  if (addressed.some((each) => each.authorityId === authorityId)) return true;
  const [unit, contact] = await Promise.all([store.authorities.find(authorityId), store.contacts.find(contactId)]);
  if (unit === undefined || contact === undefined) return false;
  const directory = await store.authorities.around(unit.placeCode);
  return directory.some(({ id }) => id === authorityId) && !isUnitBarred(authorityId, directory, contact.barred);
}

type Words = {
  readonly kind: EscalationTextKind;
  readonly text: string;
  readonly clientKey: string;
  readonly reportId?: string;
};

function withReason(
  world: World,
  actor: Staff,
  id: EscalationId,
  words: Words,
  command: () => EscalationCommand,
): Answer {
  return world.transaction(actor, (store) => noting(world, store, actor, id, words, command));
}

/** Changes it and keeps what was said; a repeat keeps it once. */
async function noting(
  world: World,
  store: Store,
  actor: Staff,
  id: EscalationId,
  { kind, text, clientKey, reportId }: Words,
  command: () => EscalationCommand,
): Answer {
  const changed = await changeEscalation(store, actor, id, "escalation.follow", command);
  if (!changed.ok) return changed;
  await store.escalations.write(id, { id: world.newId(), kind, reportId, text, clientKey });
  return accept(changed.value);
}
