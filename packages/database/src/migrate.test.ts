import { testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, NewerDataError } from "./migrate.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

async function asOwner<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const schema = () =>
  asOwner(`select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and a.attnum > 0 order by 1, 2`);

test("migrating again changes nothing, also when two do it at once", async () => {
  const before = [await schema(), await asOwner("select name, at from migration order by name")];
  await Promise.all([migrate(database), migrate(database)]);
  expect([await schema(), await asOwner("select name, at from migration order by name")]).toEqual(before);
});

test("an empty database becomes the same as the one that was migrated before", async () => {
  const before = await schema();
  await asOwner("drop schema public cascade");
  await asOwner("create schema public");
  await migrate(database);
  expect(await schema()).toEqual(before);
});

test("data of a newer version are left as they are, and their version is named", async () => {
  await asOwner("insert into migration (name) values ('9999_from_the_future.sql')");
  const before = [await schema(), await asOwner("select name from migration order by name")];
  await expect(migrate(database)).rejects.toThrow(NewerDataError);
  await expect(migrate(database)).rejects.toThrow(/9999_from_the_future/u);
  expect([await schema(), await asOwner("select name from migration order by name")]).toEqual(before);
});

test("no other role is accepted for the server", async () => {
  const appUrl = database.appUrl.replace("nightlight_app", "nightlight_owner");
  await expect(migrate({ ...database, appUrl })).rejects.toThrow(/nightlight_app/u);
});
