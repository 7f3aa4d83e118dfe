import {
  acknowledgeEscalation,
  beginActing,
  declineEscalation,
  noteDelivery,
  noteSeen,
  reportBack,
} from "@nightlight/commands/escalation/answer-escalation";
import { readInbox, readReceived } from "@nightlight/commands/escalation/read-escalation";
import {
  receivedEscalationRoutes as received,
  type ReceivedEscalationView,
} from "@nightlight/contracts/authority/escalation";
import { authorityOf, type Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentInbox, presentReceived } from "./present-received.ts";

/** What was sent to an officer's unit, and the answers. */
export function escalationRoutesOf(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  const read = async (actor: Staff, id: string): Promise<ReceivedEscalationView> =>
    presentReceived(orRefuse(await readReceived(world, actor, id)), authorityOf(actor), names);
  mount(app, received.inbox, "escalation.answer", async ({ actor, query }) =>
    presentInbox(orRefuse(await readInbox(world, actor, query.state === "over"))),
  );
  mount(app, received.read, "escalation.answer", async ({ actor, params }) => read(actor, params.escalationId));
  mount(app, received.delivered, "escalation.answer", async ({ actor, params }) => {
    orRefuse(await noteDelivery(world, actor, params.escalationId));
    return { ok: true } as const;
  });
  mount(app, received.seen, "escalation.answer", async ({ actor, params }) => {
    orRefuse(await noteSeen(world, actor, params.escalationId));
    return { ok: true } as const;
  });
  mount(app, received.acknowledge, "escalation.answer", async ({ actor, params }) => {
    orRefuse(await acknowledgeEscalation(world, actor, params.escalationId));
    return read(actor, params.escalationId);
  });
  mount(app, received.act, "escalation.answer", async ({ actor, params }) => {
    orRefuse(await beginActing(world, actor, params.escalationId));
    return read(actor, params.escalationId);
  });
  mount(app, received.decline, "escalation.answer", async ({ actor, params, body }) => {
    orRefuse(await declineEscalation(world, actor, params.escalationId, body));
    return read(actor, params.escalationId);
  });
  mount(app, received.report, "escalation.answer", async ({ actor, params, body }) => {
    orRefuse(await reportBack(world, actor, params.escalationId, body));
    return read(actor, params.escalationId);
  });
}
