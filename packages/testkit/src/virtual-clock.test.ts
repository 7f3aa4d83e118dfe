import { APP_ROLE } from "@nightlight/database/migrate";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { TEST_START } from "./clock.ts";
import { isPostgresMissing, testDatabase } from "./postgres.ts";
import { installVirtualClock } from "./virtual-clock.ts";

describe.skipIf(isPostgresMissing())("a clock that is moved by hand", () => {
  test("stands still until it is moved, for the server's role alone", async () => {
    await inDatabase(async (owner, appUrl) => {
      const clock = await installVirtualClock(owner, APP_ROLE, TEST_START);
      await clock.forward(61.5);
      const server = await connected(appUrl);
      const { rows } = await server.query<{ now: Date }>("select clock_timestamp() as now").finally(() => server.end());
      expect(rows[0]?.now).toEqual(new Date(TEST_START.getTime() + 61_500));
      expect(await clock.now()).toEqual(rows[0]?.now);
      const real = await owner.query<{ now: Date }>("select clock_timestamp() as now");
      expect(real.rows[0]?.now.getTime()).toBeGreaterThan(TEST_START.getTime() + 3_600_000);
    });
  });

  test("is refused by a database that was begun as an installation, and leaves nothing there", async () => {
    await inDatabase(async (owner) => {
      await owner.query("insert into installation (kind) values ('real')");
      await expect(installVirtualClock(owner, APP_ROLE, TEST_START)).rejects.toThrow("is an installation's");
      const { rows } = await owner.query("select from pg_namespace where nspname = 'virtual'");
      expect(rows).toEqual([]);
    });
  });
});

async function inDatabase(story: (owner: Client, appUrl: string) => Promise<void>): Promise<void> {
  const { ownerUrl, appUrl, drop } = await testDatabase();
  const owner = await connected(ownerUrl);
  try {
    await story(owner, appUrl);
  } finally {
    await owner.end();
    await drop();
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}
