import { listenIn, readListening, stopListening } from "@nightlight/commands/call/listen-in";
import { listeningRoutes } from "@nightlight/contracts/supervisor/listening";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";

/** A supervisor in a colleague's call. */
export function mountListening(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, listeningRoutes.read, "call.listen", async ({ actor }) => ({
    listening: (await readListening(world, actor)) ?? null,
  }));
  mount(app, listeningRoutes.listen, "call.listen", async ({ actor, params, body }) => {
    orRefuse(await listenIn(world, actor, { ...params, ...body }));
    return { listening: { ...params, ...body } };
  });
  mount(app, listeningRoutes.stop, "call.listen", async ({ actor }) => {
    await stopListening(world, actor);
    return { ok: true } as const;
  });
}
