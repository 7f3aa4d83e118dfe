import { Readable } from "node:stream";
import fastify from "fastify";
import { expect, test } from "vitest";
import { markDemoPages } from "./demo-pages.ts";

const PAGE = '<!doctype html><html lang="vi"><body>Trang</body></html>';

async function served(isDemo: boolean) {
  const app = fastify();
  await app.register(async (context) => {
    if (isDemo) markDemoPages(context);
    context.get("/text", (_request, reply) => reply.type("text/html; charset=utf-8").send(PAGE));
    context.get("/file", (_request, reply) =>
      reply
        .type("text/html")
        .header("etag", "known")
        .header("content-length", PAGE.length)
        .send(Readable.from([PAGE])),
    );
    context.get("/script", (_request, reply) => reply.type("text/javascript").send("'<html lang>'"));
  });
  const bodies = await Promise.all(["/text", "/file", "/script"].map((url) => app.inject(url)));
  return bodies.map(({ body, headers }) => ({ body, etag: headers["etag"], length: headers["content-length"] }));
}

test("every page of a demo says so in itself, and what is no page stays as it is", async () => {
  const [text, file, script] = await served(true);
  expect(text?.body).toBe(PAGE.replace("<html", "<html data-demo"));
  expect(file).toEqual({ body: text?.body, etag: undefined, length: String(text?.body.length) });
  expect(script?.body).toBe("'<html lang>'");
});

test("a real installation serves its pages untouched", async () => {
  const pages = await served(false);
  expect(pages.map(({ body }) => body)).toEqual([PAGE, PAGE, "'<html lang>'"]);
});
