import { createHash } from "node:crypto";
import {
  acceptReport,
  askAgain,
  climbEarly,
  explainBreach,
  redirectEscalation,
  withdrawEscalation,
} from "@nightlight/commands/escalation/follow-escalation";
import { proposeEscalation } from "@nightlight/commands/escalation/propose-escalation";
import {
  readBrief,
  readEscalation,
  readEscalationsOf,
  readMyTasks,
  watchEscalations,
} from "@nightlight/commands/escalation/read-escalation";
import { colleaguesForTask, finishTask, offerTask, takeTask } from "@nightlight/commands/escalation/telephone-task";
import { sendEscalation } from "@nightlight/commands/escalation/send-escalation";
import { escalationRoutes, type EscalationView } from "@nightlight/contracts/counsellor/escalation";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentContent } from "../authority/present-received.ts";
import { presentEscalation, presentProposal, presentTasks, presentUnanswered } from "./present-escalation.ts";

const done = { ok: true } as const;

/** Escalations at the helpline: proposing, sending, following, the telephone tasks, and the list of what is unanswered. */
export function mountEscalations(app: FastifyInstance, dependencies: Dependencies, names: StaffNames): void {
  sending(app, dependencies, names);
  following(app, dependencies, names);
  tasks(app, dependencies, names);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function read({ world }: Dependencies, actor: Staff, id: string, names: StaffNames): Promise<EscalationView> {
  return presentEscalation(orRefuse(await readEscalation(world, actor, id)), names);
}

function sending(app: FastifyInstance, dependencies: Dependencies, names: StaffNames): void {
  const { world } = dependencies;
  mount(app, escalationRoutes.propose, "escalation.send", async ({ actor, params, query }) =>
    presentProposal(orRefuse(await proposeEscalation(world, actor, { ...params, ...query })), { hashOf, names }),
  );
  mount(app, escalationRoutes.send, "escalation.send", async ({ actor, params, body }) => {
    const { id } = orRefuse(await sendEscalation(world, actor, { ...params, ...body }, hashOf));
    return read(dependencies, actor, id, names);
  });
  mount(app, escalationRoutes.ofContact, "escalation.follow", async ({ actor, params }) => ({
    escalations: orRefuse(await readEscalationsOf(world, actor, params.contactId)).map((reading) =>
      presentEscalation(reading, names),
    ),
  }));
  mount(app, escalationRoutes.unanswered, "escalation.watch", async ({ actor }) => {
    const running = orRefuse(await watchEscalations(world, actor));
    return { now: running.at.toISOString(), escalations: presentUnanswered(running, names) };
  });
}

function following(app: FastifyInstance, dependencies: Dependencies, names: StaffNames): void {
  const { world } = dependencies;
  mount(app, escalationRoutes.read, "escalation.follow", async ({ actor, params }) =>
    read(dependencies, actor, params.escalationId, names),
  );
  mount(app, escalationRoutes.withdraw, "escalation.follow", async ({ actor, params, body }) => {
    orRefuse(await withdrawEscalation(world, actor, params.escalationId, body.reason));
    return read(dependencies, actor, params.escalationId, names);
  });
  mount(app, escalationRoutes.redirect, "escalation.follow", async ({ actor, params, body }) => {
    orRefuse(await redirectEscalation(world, actor, params.escalationId, body));
    return read(dependencies, actor, params.escalationId, names);
  });
  mount(app, escalationRoutes.climb, "escalation.follow", async ({ actor, params }) => {
    orRefuse(await climbEarly(world, actor, params.escalationId));
    return read(dependencies, actor, params.escalationId, names);
  });
  mount(app, escalationRoutes.explain, "escalation.follow", async ({ actor, params, body }) => {
    orRefuse(await explainBreach(world, actor, params.escalationId, body.reason));
    return read(dependencies, actor, params.escalationId, names);
  });
  mount(app, escalationRoutes.accept, "escalation.follow", async ({ actor, params }) => {
    orRefuse(await acceptReport(world, actor, params));
    return read(dependencies, actor, params.escalationId, names);
  });
  mount(app, escalationRoutes.ask, "escalation.follow", async ({ actor, params, body }) => {
    orRefuse(await askAgain(world, actor, { ...params, ...body }));
    return read(dependencies, actor, params.escalationId, names);
  });
}

function tasks(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  mount(app, escalationRoutes.tasks, "escalation.call", async ({ actor }) => {
    const mine = orRefuse(await readMyTasks(world, actor));
    return { now: mine.at.toISOString(), tasks: presentTasks(mine, actor.id, names) };
  });
  mount(app, escalationRoutes.brief, "escalation.call", async ({ actor, params }) => ({
    content: presentContent(orRefuse(await readBrief(world, actor, params))),
  }));
  mount(app, escalationRoutes.taskColleagues, "escalation.call", async ({ actor, params }) => ({
    colleagues: [...orRefuse(await colleaguesForTask(world, actor, params))],
  }));
  mount(app, escalationRoutes.offerTask, "escalation.call", async ({ actor, params, body }) => {
    orRefuse(await offerTask(world, actor, { ...params, ...body }));
    return done;
  });
  mount(app, escalationRoutes.takeTask, "escalation.call", async ({ actor, params }) => {
    orRefuse(await takeTask(world, actor, params));
    return done;
  });
  mount(app, escalationRoutes.finishTask, "escalation.call", async ({ actor, params, body }) => {
    orRefuse(await finishTask(world, actor, { ...params, ...body }));
    return done;
  });
}
