import { answerCallIn, readCallIn } from "@nightlight/commands/roster/call-in";
import type { OwnCallIn } from "@nightlight/commands/roster/roster-store";
import { callInRoutes, type CallInView } from "@nightlight/contracts/counsellor/call-in";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";

/** On call and needed: told to oneself, answered by oneself. */
export function mountCallIn(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, callInRoutes.read, "call-in.answer", async ({ actor }) => {
    const own = await readCallIn(world, actor);
    return { callIn: own === undefined ? null : presentCallIn(own) };
  });
  mount(app, callInRoutes.answer, "call-in.answer", async ({ actor, params, body }) => ({
    callIn: presentCallIn(orRefuse(await answerCallIn(world, actor, { ...params, ...body }))),
  }));
}

function presentCallIn({ shiftId, startsAt, endsAt, askedAt, answer }: OwnCallIn): CallInView {
  return {
    shiftId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    askedAt: askedAt.toISOString(),
    says: answer?.says ?? null,
  };
}
