import { readClockOff } from "@nightlight/database/metrics/read-clock-off";
import { readGauges } from "@nightlight/database/metrics/read-gauges";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { createHouseGauges } from "../../metrics/house-gauges.ts";
import { mayScrape } from "../../metrics/may-scrape.ts";
import { sendProblem } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";

/** Health and figures for operators and load balancers. Says what is in force, never anything about people. */
export function operationsSurface(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { config, database, inForce, metrics } = dependencies;
  const access = { access: "public" } as const;
  app.get("/healthz", { config: access, schema: { hide: true } }, () => ({ status: "ok" }));
  app.get("/readyz", { config: access, schema: { hide: true } }, async (_request, reply) => {
    const clockOffSeconds = await readClockOff(database).catch(() => undefined);
    const isReady = clockOffSeconds !== undefined;
    void reply.code(isReady ? 200 : 503);
    const status = !isReady ? "database unreachable" : metrics.isStorageFull() ? "storage full" : "ready";
    return { status, roles: config.roles, ...inForce, clockOffSeconds };
  });
  const house = createHouseGauges(metrics.register);
  app.get("/metrics", { config: access, schema: { hide: true } }, async (request, reply) => {
    // To everybody else it is not there.
    if (!mayScrape(request, config)) {
      sendProblem(request, reply, "not-found");
      return reply;
    }
    const { counsellors, authorities, children } = realtime;
    house.setClock(await readClockOff(database).catch(() => undefined));
    house.set(await readGauges(database).catch(() => undefined), {
      counsellors: counsellors.sockets.size,
      authorities: authorities.sockets.size,
      children: children.sockets.size,
    });
    return reply.type(metrics.register.contentType).send(await metrics.register.metrics());
  });
}
