import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";

/** Health for operators and load balancers. Says what is in force, never anything about people. */
export function operationsSurface(app: FastifyInstance, dependencies: Dependencies): void {
  const { config, inForce, world } = dependencies;
  const access = { access: "public" } as const;
  app.get("/healthz", { config: access, schema: { hide: true } }, () => ({ status: "ok" }));
  app.get("/readyz", { config: access, schema: { hide: true } }, async (_request, reply) => {
    const isReady = await world
      .transaction({ kind: "system" }, (store) => store.now())
      .then(
        () => true,
        () => false,
      );
    void reply.code(isReady ? 200 : 503);
    const installation = config.isDemo ? "demo" : "real";
    return { status: isReady ? "ready" : "database unreachable", installation, roles: config.roles, ...inForce };
  });
}
