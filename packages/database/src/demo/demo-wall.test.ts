import { testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { settleInstallation } from "../key/installation.ts";
import { seedDemo } from "./seed-demo.ts";

let database: TestDatabase;
let owner: Client;
beforeEach(async () => {
  database = await testDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const seed = () => seedDemo({ ownerUrl: database.ownerUrl, hashPassword: async () => "none" });
const insertChannel = (isDemo: boolean) =>
  owner.query<{ is_demo: boolean }>(
    "insert into channel (id, kind, name, is_demo) values (gen_random_uuid(), 'sms', 'SMS', $1) returning is_demo",
    [isDemo],
  );

test("a real installation takes no person and no channel of a demo, also not later", async () => {
  await settleInstallation(owner, "real");
  await expect(seed()).rejects.toThrow("begun for real");
  await expect(insertChannel(true)).rejects.toThrow("begun for real");
  expect((await insertChannel(false)).rows).toEqual([{ is_demo: false }]);
  await expect(owner.query("update channel set is_demo = true")).rejects.toThrow("begun for real");
});

test("every channel of a demo is a demo's, whoever makes it, and stays one", async () => {
  await settleInstallation(owner, "demo");
  await seed();
  expect((await insertChannel(false)).rows).toEqual([{ is_demo: true }]);
  await owner.query("update channel set is_demo = false");
  const { rows } = await owner.query("select distinct is_demo from channel");
  expect(rows).toEqual([{ is_demo: true }]);
});

test("a database with a demo in it is never begun for real", async () => {
  await seed();
  await expect(settleInstallation(owner, "real")).rejects.toThrow("holds a demo");
  await settleInstallation(owner, "demo");
  await expect(owner.query("update installation set kind = 'real'")).rejects.toThrow("holds a demo");
});
