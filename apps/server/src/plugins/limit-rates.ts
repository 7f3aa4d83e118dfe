import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal, type CountRefused } from "./problems.ts";
import type { RateLimits } from "./rate-limits.ts";
import { senderAt } from "./sender.ts";

/** Answers of 401 that one address may collect in a minute. Whoever has a valid proof is not held back by others. */
export const REFUSED_PER_MINUTE = 1_200;
/** Pages and files from one address, where a whole school may sit behind it. */
const FILES_PER_MINUTE = 6_000;

/** Counts every request against the limit of its route: by actor, and by address where nobody is signed in. */
export function limitRates(app: FastifyInstance, limits: RateLimits): void {
  // Before the body is read, and after the surface's own hook has said who is asking.
  app.addHook("preParsing", async (request) => {
    const { perMinute, access } = request.routeOptions.config;
    const act = perMinute === undefined ? "files" : `${request.method} ${request.routeOptions.url ?? ""}`;
    const who = access === "public" || perMinute === undefined ? senderAt(request.ip) : actorOf(request);
    const isProved = request.actor?.kind === "staff" || request.actor?.kind === "gateway";
    const wait = await limits[isProved ? "countHere" : "count"](act, who, perMinute ?? FILES_PER_MINUTE);
    if (wait !== undefined) throw new Refusal("too-many", wait);
  });
}

/** Counts wrong tokens, cookies, keys and passwords by address. The log says that it happens, never who. */
export function countRefusedBy(limits: RateLimits): CountRefused {
  return async (request) => {
    const wait = await limits.count("refused", senderAt(request.ip), REFUSED_PER_MINUTE);
    if (wait !== undefined)
      request.log.warn({ route: request.routeOptions.url ?? "none" }, "many wrong proofs of identity");
    return wait;
  };
}

function actorOf(request: FastifyRequest): string {
  const { actor } = request;
  switch (actor?.kind) {
    case "staff":
      return `staff ${actor.id}`;
    case "child":
      return `child ${actor.contactId}`;
    case "gateway":
      return `gateway ${actor.channelId}`;
    case "system":
    case undefined:
      return senderAt(request.ip);
  }
}
