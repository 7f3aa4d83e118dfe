import type { Staff } from "@nightlight/domain/access/access";
import type { EscalationId } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { mayDo } from "./change-escalation.ts";
import type { ReportDraft } from "./report-draft-store.ts";

/** What the actor was writing about an escalation; undefined when nothing. */
export function readReportDraft(
  world: World,
  actor: Staff,
  id: EscalationId,
): Promise<Result<ReportDraft | undefined, "not-found">> {
  return world.transaction(actor, async (store) => {
    if (!(await mayAnswer(store, actor, id))) return refuse("not-found");
    return accept(await store.reportDrafts.find(id));
  });
}

/** Keeps what an officer is writing, so that no closed window loses it. Nothing typed is nothing kept. */
export function keepReportDraft(
  world: World,
  actor: Staff,
  id: EscalationId,
  text: string,
): Promise<Result<Date | undefined, "not-found">> {
  return world.transaction(actor, async (store) => {
    if (!(await mayAnswer(store, actor, id))) return refuse("not-found");
    if (text !== "") return accept(await store.reportDrafts.save(id, text));
    await store.reportDrafts.drop(id);
    return accept(undefined);
  });
}

async function mayAnswer(store: Store, actor: Staff, id: EscalationId): Promise<boolean> {
  const escalation = await store.escalations.find(id);
  return escalation !== undefined && mayDo(store, actor, "escalation.answer", escalation);
}
