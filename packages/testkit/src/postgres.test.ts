import { Client } from "pg";
import { expect, test } from "vitest";
import { isPostgresMissing, testDatabase } from "./postgres.ts";

test.skipIf(isPostgresMissing())("gives each caller a migrated database of its own", async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  try {
    await ask(one.ownerUrl, "create table only_here (id int)");
    expect(await ask(one.ownerUrl, "select count(*)::int as count from migration")).not.toEqual([{ count: 0 }]);
    await expect(ask(other.ownerUrl, "select from only_here")).rejects.toThrow("does not exist");
    expect(await ask(one.appUrl, "select current_user as role")).toEqual([{ role: "nightlight_app" }]);
  } finally {
    await Promise.all([one.drop(), other.drop()]);
  }
  await expect(ask(one.ownerUrl, "select 1")).rejects.toThrow("does not exist");
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
