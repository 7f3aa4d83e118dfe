import { readReceived } from "@nightlight/commands/escalation/read-escalation";
import { receivedPaperRoutes } from "@nightlight/contracts/authority/papers";
import { agencyOf } from "@nightlight/documents/agency";
import type { Transfer } from "@nightlight/documents/transfer-slip/transfer-slip";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { sendPaper, transferOf } from "../send-paper.ts";

/** Papers for officers: from what was sent to their office. Nobody of the helpline is named on them. */
export function mountReceivedPapers(app: FastifyInstance, { world, policy, config: { isDemo } }: Dependencies): void {
  const received = async (actor: Staff, id: string): Promise<Transfer> =>
    transferOf(orRefuse(await readReceived(world, actor, id)), agencyOf(policy.current()));
  mount(app, receivedPaperRoutes.form01, "escalation.answer", async ({ actor, params, reply }) =>
    sendPaper(reply, { kind: "sent-form-01", transfer: await received(actor, params.escalationId) }, isDemo),
  );
  mount(app, receivedPaperRoutes.slip, "escalation.answer", async ({ actor, params, reply }) =>
    sendPaper(reply, { kind: "transfer-slip", transfer: await received(actor, params.escalationId) }, isDemo),
  );
}
