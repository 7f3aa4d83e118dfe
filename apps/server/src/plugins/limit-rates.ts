import { isIPv4, isIPv6 } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal, type CountRefused } from "./problems.ts";
import type { RateLimits } from "./rate-limits.ts";

/** Answers of 401 that one address may collect in a minute. Whoever has a valid proof is not held back by others. */
const REFUSED_PER_MINUTE = 1_200;
/** Pages and files from one address, where a whole school may sit behind it. */
const FILES_PER_MINUTE = 6_000;

/** Counts every request against the limit of its route: by actor, and by address where nobody is signed in. */
export function limitRates(app: FastifyInstance, limits: RateLimits): void {
  // Before the body is read, and after the surface's own hook has said who is asking.
  app.addHook("preParsing", async (request) => {
    const { perMinute, access } = request.routeOptions.config;
    const act = perMinute === undefined ? "files" : `${request.method} ${request.routeOptions.url ?? ""}`;
    const who = access === "public" || perMinute === undefined ? addressOf(request) : actorOf(request);
    const isProved = request.actor?.kind === "staff" || request.actor?.kind === "gateway";
    const wait = await limits[isProved ? "countHere" : "count"](act, who, perMinute ?? FILES_PER_MINUTE);
    if (wait !== undefined) throw new Refusal("too-many", wait);
  });
}

/** Counts wrong tokens, cookies, keys and passwords by address. The log says that it happens, never who. */
export function countRefusedBy(limits: RateLimits): CountRefused {
  return async (request) => {
    const wait = await limits.count("refused", addressOf(request), REFUSED_PER_MINUTE);
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
      return addressOf(request);
  }
}

/** Who sends, as far as addresses tell: an IPv6 household is one sender, whichever of its addresses it uses. */
function addressOf({ ip }: FastifyRequest): string {
  const mapped = /^::ffff:([\d.]+)$/iu.exec(ip)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  return isIPv6(ip) ? networkOf(ip) : ip;
}

/** The first 64 bits of an IPv6 address, written out. */
function networkOf(address: string): string {
  const [head = "", tail = ""] = address.split("%")[0]?.split("::") ?? [];
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, "").toLowerCase())
    .join(":");
}
