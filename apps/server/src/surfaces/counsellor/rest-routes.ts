import { readRest, waiveRest } from "@nightlight/commands/routing/rest";
import { restRoutes } from "@nightlight/contracts/counsellor/rest";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";

/** One's own rest after a hard record: read by oneself, ended by oneself. */
export function mountRest(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, restRoutes.read, "presence.own", async ({ actor }) => {
    const { until, isAsked } = await readRest(world, actor);
    return { until: until?.toISOString() ?? null, isAsked };
  });
  mount(app, restRoutes.waive, "presence.own", async ({ actor }) => {
    await waiveRest(world, actor);
    return { ok: true as const };
  });
}
