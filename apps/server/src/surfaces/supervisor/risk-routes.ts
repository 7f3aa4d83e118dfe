import { readColleagues } from "@nightlight/commands/access/read-colleagues";
import { decideLowering, listLowerings } from "@nightlight/commands/contact/change-risk";
import { loweringRoutes } from "@nightlight/contracts/supervisor/risk";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentRiskChange } from "../present-risk.ts";
import { namesOf } from "./present-access.ts";

/** Lowerings that wait for a second person. */
export function mountLowerings(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, loweringRoutes.list, "contact.list", async ({ actor }) => {
    const waiting = orRefuse(await listLowerings(world, actor));
    const names = namesOf(await readColleagues(world, actor));
    return {
      lowerings: waiting.map(({ change, contact }) => ({
        change: presentRiskChange(change, names),
        channel: contact.channel,
        computed: contact.risk.computed ?? null,
        isMine: change.by === actor.id,
      })),
    };
  });
  mount(app, loweringRoutes.decide, "risk.decide", async ({ actor, params, body }) => {
    const decided = orRefuse(await decideLowering(world, actor, { ...params, ...body }));
    return presentRiskChange(decided, namesOf(await readColleagues(world, actor)));
  });
}
