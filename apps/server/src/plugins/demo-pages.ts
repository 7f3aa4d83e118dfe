import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";

/**
 * Marks every page that is served from a demo, in the page itself: no script has to run for it, and no address shows it.
 * The pages know how to say it.
 */
export function markDemoPages(app: FastifyInstance): void {
  app.addHook("onSend", async (_request, reply, payload) => {
    const type = reply.getHeader("content-type");
    if (reply.statusCode !== 200 || typeof type !== "string" || !type.startsWith("text/html")) return payload;
    const html = await htmlOf(payload);
    if (html === undefined) return payload;
    // A page that was kept before is another one.
    for (const header of ["etag", "last-modified", "content-length"]) void reply.removeHeader(header);
    return html.replace(/<html(?=[ >])/u, "<html data-demo");
  });
}

async function htmlOf(payload: unknown): Promise<string | undefined> {
  if (typeof payload === "string") return payload;
  if (Buffer.isBuffer(payload)) return payload.toString("utf8");
  return payload instanceof Readable ? text(payload) : undefined;
}
