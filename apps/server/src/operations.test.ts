import { isPostgresMissing } from "@nightlight/testkit/postgres";
import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { demandAccess } from "./plugins/mount.ts";
import { demandRules } from "./realtime/guard.ts";
import { send, startTestServer, type TestServer } from "./test-server.ts";

describe.skipIf(isPostgresMissing())("a running server", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test("says that it lives, and which database, Redis and roles are in force", async () => {
    expect(await send(server.origin, "GET", "/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
    const ready = await send(server.origin, "GET", "/readyz");
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({ status: "ready", roles: ["serve", "work"], redis: "none" });
    expect(ready.body["database"]).toMatch(/^PostgreSQL \d+/u);
  });

  test("says how far its own clock is off the database's, which nothing else goes by", async () => {
    expect((await send(server.origin, "GET", "/readyz")).body["clockOffSeconds"]).toBeCloseTo(0, 0);
    vi.useFakeTimers({ toFake: ["Date"] }).advanceTimersByTime(300_000);
    const ready = await send(server.origin, "GET", "/readyz").finally(() => vi.useRealTimers());
    expect(ready).toMatchObject({ status: 200, body: { status: "ready" } });
    expect(ready.body["clockOffSeconds"]).toBeCloseTo(300, -1);
  });

  test("describes every route of the contracts in its OpenAPI document", async () => {
    const { body } = await send(server.origin, "GET", "/api/docs/json");
    const paths = Object.keys(body["paths"] ?? {});
    expect(paths).toContain("/api/child/contacts");
    expect(paths).toContain("/api/offers/{offerId}/accept");
    expect(paths).toContain("/api/carriers/contacts");
    expect(paths.length).toBeGreaterThanOrEqual(20);
  });

  test("sends every page and answer with its security headers", async () => {
    const reply = await fetch(`${server.origin}/healthz`);
    const policy = reply.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain("unsafe");
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("asks the browser to forget the site on the page behind the exit", async () => {
    const reply = await fetch(`${server.origin}/exit`);
    expect(reply.headers.get("clear-site-data")).toContain('"storage"');
    expect(reply.headers.get("cache-control")).toBe("no-store");
  });
});

test("a route that declares no access stops the boot", async () => {
  const app = fastify();
  demandAccess(app);
  expect(() => app.get("/open", () => "everything")).toThrow("GET /open declares no access");
  await app.close();
});

test("a socket event that declares no access stops the boot", () => {
  expect(() => {
    demandRules({}, { "contact:steal": () => undefined });
  }).toThrow("contact:steal declares no access");
});
