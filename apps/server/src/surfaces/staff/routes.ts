import { createPlaceFinder } from "@nightlight/commands/place/find-places";
import { placeRoutes } from "@nightlight/contracts/staff/place";
import type { FastifyInstance } from "fastify";
import { demandStaff } from "../../access/authenticate.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentCode, presentPlace } from "./present-place.ts";

/** What everybody who is signed in may look up: nothing about any contact. */
export function staffSurface(app: FastifyInstance, dependencies: Dependencies): void {
  demandStaff(app, dependencies);
  const places = createPlaceFinder(dependencies.world);
  // At the start and not at the first question: making the index would keep conversations waiting.
  app.addHook("onReady", async () => {
    void places.warm();
  });
  mount(app, placeRoutes.find, "staff", async ({ actor, query: { q, province, limit } }) => ({
    places: (await places.find(actor, { typed: q, province, limit })).map(presentPlace),
  }));
  mount(app, placeRoutes.read, "staff", async ({ actor, params }) =>
    presentCode(orRefuse(await places.read(actor, params.code))),
  );
}
