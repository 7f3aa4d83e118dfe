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

/** What a page does by itself: JSON there and back, with whatever proves who asks. */
type Asked = { readonly status: number; readonly body: Record<string, unknown> };
async function ask(method: string, path: string, proof: Record<string, string>, body?: object): Promise<Asked> {
  const reply = await fetch(origin + path, {
    method,
    headers: { origin, "accept-language": "vi", "content-type": "application/json", ...proof },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

async function signIn(username: string): Promise<{ cookie: string }> {
  const reply = await fetch(`${origin}/api/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  return {
    cookie: reply.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0] ?? "")
      .join("; "),
  };
}

async function sitDown(cookie: string): Promise<{ desk: ScriptedCounsellor; offerId: Promise<string> }> {
  let ring: (id: string) => void = () => undefined;
  const offerId = new Promise<string>((resolve) => {
    ring = resolve;
  });
  const onOffer = ({ id }: { id: string }): void => ring(id);
  const desk = await connectCounsellor({ origin, cookie, fetch, onOffer, onOfferEnded: () => undefined });
  await desk.checkIn();
  return { desk, offerId };
}

test("a database that is away is said plainly; when it returns everything goes on, and nothing is lost or doubled", async () => {
  const lan = await signIn("lan");
  const { desk, offerId } = await sitDown(lan.cookie);
  const key = `${randomUUID()}-${randomUUID()}`;
  const begun = await ask(
    "POST",
    "/api/child/contacts",
    {},
    { key, language: "vi", safeNow: "yes", text: "Con chào cô" },
  );
  const child = { authorization: `Bearer ${String(begun.body["token"])}` };
  const id = await offerId;
  await desk.show(id);
  const { contactId } = await desk.accept(id);
  const said = { clientKey: "while-it-is-away", text: "Cô còn đó không ạ?" };
  const say = () => ask("POST", "/api/child/messages", child, said);
  const note = "Trẻ hỏi thăm.";
  const save = () => ask("PUT", `/api/contacts/${contactId}/record/narrative`, lan, { value: note, version: 0 });
  const read = () => ask("GET", `/api/contacts/${contactId}`, lan);

  await database.stop();
  expect(await say()).toMatchObject({
    status: 503,
    body: {
      code: "database-gone",
      detail: expect.stringContaining("vẫn còn trên màn hình") as unknown,
      retryAfter: 3,
    },
  });
  expect(await save()).toMatchObject({ status: 503, body: { code: "database-gone" } });
  expect((await fetch(`${origin}/readyz`)).status).toBe(503);
  expect(await metrics()).toContain("nightlight_database_reachable 0");
  await sleep(LOSS_MS);

  database = await startPostgres(postgres);
  const within = { timeout: 15_000, interval: 200 };
  // The same again, as both screens do by themselves, until it is taken: under its key it is stored once.
  await vi.waitFor(async () => expect((await say()).status).toBeLessThan(300), within);
  expect((await say()).status).toBeLessThan(300);
  await vi.waitFor(async () => expect((await save()).status).toBe(200), within);
  await vi.waitFor(async () => {
    expect((await read()).body).toMatchObject({
      messages: [{ text: "Con chào cô" }, { text: said.text }],
      record: { narrative: { value: note } },
    });
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
  // And the place is free for the next child.
  const { summary } = (await read()).body as { summary: { version: number } };
  await desk.finish({ contactId, version: summary.version });
  desk.leave();
}, 120_000);

async function metrics(): Promise<string> {
  return (await fetch(`${origin}/metrics`)).text();
}
