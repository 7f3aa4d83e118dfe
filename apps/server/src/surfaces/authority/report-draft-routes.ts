import { keepReportDraft, readReportDraft } from "@nightlight/commands/escalation/keep-report-draft";
import { reportDraftRoutes } from "@nightlight/contracts/authority/report-draft";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";

/** What officers are writing before they send it. */
export function reportDraftRoutesOf(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, reportDraftRoutes.read, "escalation.answer", async ({ actor, params }) => {
    const draft = orRefuse(await readReportDraft(world, actor, params.escalationId));
    return { text: draft?.text ?? "", savedAt: draft?.savedAt.toISOString() ?? null };
  });
  mount(app, reportDraftRoutes.keep, "escalation.answer", async ({ actor, params, body }) => {
    const savedAt = orRefuse(await keepReportDraft(world, actor, params.escalationId, body.text));
    return { savedAt: savedAt?.toISOString() ?? null };
  });
}
