import { Readable } from "node:stream";
import fastify from "fastify";
import { expect, test } from "vitest";
import { markPages } from "./mark-pages.ts";

const PAGE = '<!doctype html><html lang="vi"><body>Trang</body></html>';

async function served() {
  const app = fastify();
  await app.register(async (context) => {
    markPages(context, () => ({ isDemo: true, phone: "111" }));
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
  const [text, file, script] = await served();
  expect(text?.body).toBe(PAGE.replace("<html", '<html data-demo data-helpline="111"'));
  expect(file).toEqual({ body: text?.body, etag: undefined, length: String(text?.body.length) });
  expect(script?.body).toBe("'<html lang>'");
});

test("every page knows the helpline's number, before any script runs: where it is dialled and where it is read", async () => {
  const app = fastify();
  let [phone, hasCalls] = ["111", false];
  await app.register(async (context) => {
    markPages(context, () => ({ isDemo: false, phone, hasCalls }));
    const page = '<html lang="vi"><a href="tel:111">Gọi 111</a><p>Số 111, miễn phí. <img src="a-111.png"></html>';
    context.get("/", (_request, reply) => reply.type("text/html").send(page));
  });
  expect((await app.inject("/")).body).toContain('<html data-helpline="111" lang="vi"><a href="tel:111">Gọi 111</a>');
  hasCalls = true;
  expect((await app.inject("/")).body).toContain('<html data-web-calls data-helpline="111"');
  hasCalls = false;
  phone = "1900 5454";
  expect((await app.inject("/")).body).toBe(
    '<html data-helpline="1900 5454" lang="vi"><a href="tel:19005454">Gọi 1900 5454</a><p>Số 1900 5454, miễn phí. <img src="a-111.png"></html>',
  );
});
