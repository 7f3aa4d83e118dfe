import { randomBytes } from "node:crypto";
import { testDatabase } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { verifyAudit } from "../audit/verify-audit.ts";
import { connect } from "../connection.ts";
import { findDemo, settleInstallation } from "../key/installation.ts";
import { readKeptKeys, settleInstallationKeys } from "../key/installation-keys.ts";
import type { KeyRing } from "../key/key-ring.ts";
import { createSealing } from "../sealing.ts";
import { findRemovable, KEPT_TABLES, removeDemo } from "./remove-demo.ts";
import { seedDemo } from "./seed-demo.ts";

const ring: KeyRing = [randomBytes(32)];
let owner: Client;
let urls: { readonly ownerUrl: string; readonly appUrl: string };
let drop: () => Promise<void>;

beforeAll(async () => {
  const made = await testDatabase();
  ({ drop } = made);
  urls = made;
  owner = new Client({ connectionString: made.ownerUrl });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await drop();
});

async function rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(text, [...values])).rows;
}

async function seed(): Promise<void> {
  const { keys, ring: kept } = await settleInstallationKeys(owner, ring);
  const hashPassword = async (password: string) => `hashed ${password}`;
  await seedDemo({ ownerUrl: urls.ownerUrl, hashPassword, sealing: createSealing(kept, keys), share: 1 / 200 });
}

test("nothing is removed where there is no demo, and none while a server is at work on it", async () => {
  await settleInstallation(owner, "real");
  expect(await removeDemo(owner, ring)).toBe("no-demo");
  await owner.query("update installation set kind = 'demo'");
  await seed();
  const database = connect({ url: urls.appUrl });
  await database.transaction({ kind: "system" }, (query) => query("one", "select 1", []));
  expect(await removeDemo(owner, ring)).toBe("in-use");
  await database.close();
  // Its sessions end a moment after the connections were closed.
  await vi.waitFor(async () => {
    expect(await findRemovable(owner)).toMatchObject({ people: expect.any(Number) as number });
  }, 10_000);
});

test("a removed demo leaves tombstones, an audit entry and the country's places, and nothing else", async () => {
  const before = await rows<{ id: string; events: number }>(
    `select c.id, (select count(*)::int from event e where e.subject_id = c.id) as events from contact c`,
  );
  expect(before.length).toBeGreaterThan(100);
  // As the server does every few seconds.
  await owner.query("select seal_log('event', 100000), seal_log('access_log', 1000)");
  const { keys } = await settleInstallationKeys(owner, ring);
  const link = await removeDemo(owner, ring);
  expect(link).toMatchObject({ username: "admin" });

  const tables = await rows<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const left: Record<string, number> = {};
  for (const { name } of tables) {
    if (KEPT_TABLES.some((kept) => kept === name)) continue;
    const [counted] = await rows<{ count: number }>(`select count(*)::int as count from ${name}`);
    if (counted !== undefined && counted.count > 0) left[name] = counted.count;
  }
  // The first administrator and their link, and the forms of the record, which come with the program.
  expect(left).toEqual({ person: 1, invitation: 1, record_definition: 2 });

  const tombstones = await rows<{ subject_id: string; version: number; data: unknown }>(
    "select subject_id, version, data from event where type = 'contact_removed'",
  );
  expect(new Map(tombstones.map(({ subject_id: id, version }) => [id, version]))).toEqual(
    new Map(before.map(({ id, events }) => [id, events + 1])),
  );
  expect(
    await rows("select action, details ->> 'contacts' as contacts from audit_log where action like 'demo%'"),
  ).toEqual([{ action: "demo.removed", contacts: String(before.length) }]);
  const fresh = await settleInstallationKeys(owner, ring);
  expect(Object.values(keys).filter((key) => Object.values(fresh.keys).some((other) => key.equals(other)))).toEqual([]);
});

test("afterwards it is an installation like one begun without a demo: production finds none, the audit log holds", async () => {
  expect(await findDemo({ url: urls.ownerUrl, isOwner: true })).toEqual([]);
  expect(await settleInstallation(owner, "real")).toBe("real");
  expect(await removeDemo(owner, ring)).toBe("no-demo");
  expect(await verifyAudit(owner)).toMatchObject({ ok: true, findings: [] });
  const database = connect({ url: urls.appUrl });
  expect((await readKeptKeys(database, ring)).ring).toHaveLength(1);
  await database.close();
});
