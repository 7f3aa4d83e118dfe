import { childRoutes } from "@nightlight/contracts/child/contact";
import { createClient, ProblemError } from "@nightlight/contracts/client";
import { contactRoutes, type OfferView } from "@nightlight/contracts/counsellor/contact";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { connectCounsellor, type ScriptedCounsellor } from "@nightlight/simulation/counsellor/scripted-counsellor";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { APP_ROLE, DATABASE, OWNER_ROLE, postgresUrl, startPostgres, type PostgresOptions } from "./postgres.ts";
import { findPostgres } from "./postgres-programs.ts";
import { migrate, startServer } from "./server-program.ts";
import { chooseServiceAccount } from "./service-account.ts";
import type { RunningService } from "./service.ts";
import { makeSocketFolder } from "./socket-folder.ts";

/** How long the database is away. Longer than a lease lives shows more, and takes longer: NIGHTLIGHT_LOSS_SECONDS=30. */
const LOSS_MS = Number(process.env["NIGHTLIGHT_LOSS_SECONDS"] ?? 4) * 1000;
const PASSWORD = "den-ngu-2026";
const root = join(import.meta.dirname, "..", "..");

let folder: string;
let postgres: PostgresOptions;
let database: RunningService;
let server: RunningService;
let origin: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightlight-loss-"));
  const home = join(folder, "postgres");
  mkdirSync(home);
  const programs = findPostgres();
  const account = chooseServiceAccount({ home, program: programs.postgres });
  const sockets = makeSocketFolder(account);
  const logFile = join(folder, "postgres.log");
  postgres = { programs, account, home, sockets, ownerPassword: "owner", logFile, durable: false };
  database = await startPostgres(postgres);
  const url = (role: string, password: string) => postgresUrl({ sockets, role, password, database: DATABASE });
  const keyFile = join(folder, "master.key");
  writeFileSync(keyFile, randomBytes(32).toString("base64"), { mode: 0o600 });
  const port = await freePort();
  origin = `http://127.0.0.1:${String(port)}`;
  const environment = {
    PATH: process.env["PATH"],
    DATABASE_URL: url(APP_ROLE, "app"),
    NIGHTLIGHT_MASTER_KEY_FILE: keyFile,
    NIGHTLIGHT_DEMO: "small",
    PORT: String(port),
    LOG_LEVEL: "error",
  };
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: url(OWNER_ROLE, "owner") } });
  server = await startServer({
    ...{ program, cwd: root, environment, roles: "serve,work", address: origin },
    logFile: join(folder, "server.log"),
    warn: () => undefined,
    spawned: () => undefined,
    signal: new AbortController().signal,
  });
});
afterAll(async () => {
  await server.stop();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(postgres.sockets, { recursive: true, force: true });
});

/** Somebody signed in: their cookie and a client that sends it. */
async function signIn(username: string) {
  const cookies: string[] = [];
  const call = createClient({
    origin,
    headers: () => ({ cookie: cookies.join("; "), "accept-language": "vi" }),
    fetch: async (url, init) => {
      const reply = await fetch(url, init);
      cookies.push(...reply.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? ""));
      return reply;
    },
  });
  await call(sessionRoutes.signIn, { body: { username, password: PASSWORD } });
  return { call, cookie: cookies.join("; ") };
}

async function sitDown(cookie: string): Promise<{ desk: ScriptedCounsellor; offer: Promise<OfferView> }> {
  let ring: (offer: OfferView) => void = () => undefined;
  const offer = new Promise<OfferView>((resolve) => {
    ring = resolve;
  });
  const desk = await connectCounsellor({ origin, cookie, fetch, onOffer: ring, onOfferEnded: () => undefined });
  await desk.checkIn();
  return { desk, offer };
}

test("a database that is away is said plainly; when it returns everything goes on, and nothing is lost or doubled", async () => {
  const lan = await signIn("lan");
  const { desk, offer } = await sitDown(lan.cookie);
  const tokens: string[] = [];
  const child = createClient({
    origin,
    fetch,
    headers: () => ({ "accept-language": "vi", ...(tokens[0] && { authorization: `Bearer ${tokens[0]}` }) }),
  });
  const key = `${randomUUID()}-${randomUUID()}`;
  const begun = await child(childRoutes.begin, {
    body: { key, language: "vi", safeNow: "yes", text: "Con chào cô" },
  });
  tokens.push(begun.token);
  const { id } = await offer;
  await desk.show(id);
  const { contactId } = await desk.accept(id);

  await database.stop();
  const said = { clientKey: "while-it-is-away", text: "Cô còn đó không ạ?" };
  const saved = { params: { contactId, field: "narrative" }, body: { value: "Trẻ hỏi thăm.", version: 0 } };
  const refusal = async (asked: Promise<unknown>): Promise<unknown> =>
    asked.catch((error: unknown) => (error instanceof ProblemError ? error.problem : error));
  expect(await refusal(child(childRoutes.post, { body: said }))).toMatchObject({
    status: 503,
    code: "database-gone",
    detail: expect.stringContaining("vẫn còn trên màn hình") as unknown,
    retryAfter: 3,
  });
  expect(await refusal(lan.call(contactRoutes.saveRecord, saved))).toMatchObject({
    status: 503,
    code: "database-gone",
  });
  expect((await fetch(`${origin}/readyz`)).status).toBe(503);
  expect(await (await fetch(`${origin}/metrics`)).text()).toContain("nightlight_database_reachable 0");
  await sleep(LOSS_MS);

  database = await startPostgres(postgres);
  const within = { timeout: 15_000, interval: 200 };
  // The same again, as both screens do by themselves, until it is taken: under its key it is stored once.
  await vi.waitFor(() => child(childRoutes.post, { body: said }), within);
  await child(childRoutes.post, { body: said });
  await vi.waitFor(() => lan.call(contactRoutes.saveRecord, saved), within);
  await vi.waitFor(async () => {
    const view = await lan.call(contactRoutes.read, { params: { contactId } });
    expect(view.messages.map(({ text }) => text)).toEqual(["Con chào cô", said.text]);
    expect(view.record["narrative"]?.value).toBe(saved.body.value);
  }, within);
  await vi.waitFor(async () => expect((await fetch(`${origin}/readyz`)).status).toBe(200), within);
  // The auditor looks every five seconds; once it has looked after the return, it found nothing broken.
  const audits = async (): Promise<number> => Number(/nightlight_audits_total (\d+)/u.exec(await metrics())?.[1]);
  const before = await audits();
  await vi.waitFor(async () => expect(await audits()).toBeGreaterThan(before), within);
  await vi.waitFor(async () => expect(await metrics()).not.toMatch(/nightlight_invariant_violations\{[^}]*\} [1-9]/u), {
    timeout: 30_000,
    interval: 500,
  });
  // And the next child is offered.
  await desk.finish({
    contactId,
    version: (await lan.call(contactRoutes.read, { params: { contactId } })).summary.version,
  });
  desk.leave();
}, 120_000);

async function metrics(): Promise<string> {
  return (await fetch(`${origin}/metrics`)).text();
}
