import { childRoutes } from "@nightlight/contracts/child/contact";
import { createClient, ProblemError } from "@nightlight/contracts/client";
import { settleInstallation } from "@nightlight/database/key/installation";
import { APP_ROLE, asOwner } from "@nightlight/database/migrate";
import { migrateJobs } from "@nightlight/jobs/job-queue";
import { markedFetch } from "@nightlight/simulation/demo/marked-fetch";
import { machinePace } from "@nightlight/simulation/demo/pace";
import { runDemo } from "@nightlight/simulation/demo/run-demo";
import { testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type RunningServer } from "./server.ts";
import { configFor, send } from "./test-server.ts";

let database: TestDatabase;
let running: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  await migrateJobs(database.ownerUrl, APP_ROLE);
  await asOwner(database.ownerUrl, (owner) => settleInstallation(owner, "real"));
  running = await startServer({ ...configFor(database.appUrl), isDemo: false });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

async function contacts(): Promise<number> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ count: number }>("select count(*)::int as count from contact");
  await owner.end();
  return rows[0]?.count ?? -1;
}

test("a real installation says what it is, and refuses whoever plays a demo in both languages", async () => {
  expect((await send(running.origin, "GET", "/readyz")).body).toMatchObject({ installation: "real" });
  const call = createClient({ origin: running.origin, fetch: markedFetch(fetch) });
  const body = { key: randomUUID() + randomUUID(), language: "vi", safeNow: "yes" } as const;
  const refused = await call(childRoutes.begin, { body }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect(refused).toMatchObject({ problem: { status: 403, code: "no-demo" } });
  expect(await contacts()).toBe(0);
});

test("a whole demo turned loose on it leaves nothing behind", { timeout: 60_000 }, async () => {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    "insert into channel (id, kind, name) values (gen_random_uuid(), 'webchat', 'Web') on conflict do nothing",
  );
  await owner.end();
  const stop = new AbortController();
  const evening = { ...machinePace(120), demoTime: () => new Date("2026-11-18T13:30:00Z") };
  const demo = runDemo({ origin: running.origin, speed: 120, seed: 1, stop: stop.signal, pace: evening });
  while (demo.counts().arrived < 5) await new Promise((resolve) => setTimeout(resolve, 50));
  stop.abort();
  await demo.done;
  expect(await contacts()).toBe(0);
  expect(demo.counts()).toMatchObject({ seats: 0, running: 0 });
});

test("a server told that it is a demo does not start on a real installation", async () => {
  await expect(startServer(configFor(database.appUrl))).rejects.toThrow("begun without a demo");
});
