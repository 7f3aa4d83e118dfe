import type { InstallationKind } from "@nightlight/database/key/installation";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./problems.ts";

/** Whoever plays a demo says so with every request. */
const PLAYED = "nightlight-demo";

/**
 * Refuses every request of a script that plays a demo, unless this installation was begun as one: also when the address
 * was a demo's a minute ago, or somebody named the wrong one.
 */
export function refuseScripts(app: FastifyInstance, installation: InstallationKind): void {
  if (installation === "demo") return;
  app.addHook("onRequest", async (request) => {
    if (request.headers[PLAYED] !== undefined) throw new Refusal("no-demo");
  });
}
