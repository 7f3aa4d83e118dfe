import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
/** What a proxy adds: the request came from elsewhere, although the connection is from here. */
const FORWARDED = ["x-forwarded-for", "forwarded", "x-real-ip", "via"] as const;

/** Whether a request may read the metrics: with the token, or in a trial without one from this very machine. */
export function mayScrape(
  { headers, raw }: Pick<FastifyRequest, "headers" | "raw">,
  { metricsToken, mode }: Pick<Config, "metricsToken" | "mode">,
): boolean {
  if (metricsToken !== undefined) return isSame(headers.authorization ?? "", `Bearer ${metricsToken}`);
  const isFromHere = LOOPBACK.has(raw.socket.remoteAddress ?? "") && FORWARDED.every((name) => !(name in headers));
  return mode === "trial" && isFromHere;
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
