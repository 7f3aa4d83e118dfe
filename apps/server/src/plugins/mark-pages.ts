import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";

/** What every page is told about the house that serves it. */
export type House = {
  readonly isDemo: boolean;
  /** The helpline's number, as it is dialled. */ readonly phone: string;
  /** Whether somebody runs calls, which pages can make. */ readonly hasCalls?: boolean;
};

/** The number as it stands in the pages' own files: where it is dialled, and in words. */
const DIALLED = /(?<=tel:)111(?=")/gu;
const WRITTEN = /(?<=[\s>])111(?=[\s.,<])/gu;

/**
 * Tells every page whether it is a demo's and which number to ring, in the page itself: no script has to run for it, and
 * no address shows it. The pages know how to say it.
 */
export function markPages(app: FastifyInstance, houseNow: () => House): void {
  app.addHook("onSend", async (_request, reply, payload) => {
    const type = reply.getHeader("content-type");
    if (reply.statusCode !== 200 || typeof type !== "string" || !type.startsWith("text/html")) return payload;
    const html = await htmlOf(payload);
    if (html === undefined) return payload;
    // A page that was kept before may be another one.
    for (const header of ["etag", "last-modified", "content-length"]) void reply.removeHeader(header);
    const { isDemo, phone, hasCalls } = houseNow();
    const begin = `<html${isDemo ? " data-demo" : ""}${hasCalls ? " data-web-calls" : ""} data-helpline="${phone}"`;
    return html
      .replaceAll(DIALLED, phone.replaceAll(" ", ""))
      .replaceAll(WRITTEN, phone)
      .replace(/<html(?=[ >])/u, begin);
  });
}

async function htmlOf(payload: unknown): Promise<string | undefined> {
  if (typeof payload === "string") return payload;
  if (Buffer.isBuffer(payload)) return payload.toString("utf8");
  return payload instanceof Readable ? text(payload) : undefined;
}
