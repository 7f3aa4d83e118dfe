import { migrate } from "@nightlight/database/migrate";
import type { TestServices } from "@nightlight/infra/vitest/provided";
import { APP_ROLE, OWNER_ROLE, postgresUrl } from "@nightlight/infra/setup/postgres";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

/** A migrated database of one's own. */
export type TestDatabase = {
  /** Signs in as the role that the server uses, under row-level security. */
  appUrl: string;
  /** Signs in as the owner of the tables. */
  ownerUrl: string;
  drop(): Promise<void>;
};

const TEMPLATE = "nightlight_template";
const TEMPLATE_LOCK = 4111;

/** Why there is no PostgreSQL here, for `describe.skipIf`; false when there is one. Never true under CI. */
export function isPostgresMissing(): boolean {
  return !inject("services").postgres;
}

/**
 * A fresh database for a test file, copied from one that was migrated once for the whole run (about 60 ms). Throws where
 * there is no PostgreSQL, and when the migrations fail.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = inject("services").postgres;
  if (!cluster) throw new Error("there is no PostgreSQL for the tests");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asOwner(cluster, async (client) => {
    await makeTemplate(client, cluster);
    await client.query(`create database ${name} template ${TEMPLATE}`);
  });
  return {
    ...urlsOf(cluster, name),
    drop: () => asOwner(cluster, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

type Cluster = NonNullable<TestServices["postgres"]>;

async function makeTemplate(client: Client, cluster: Cluster): Promise<void> {
  // Test files run in several processes: the first to come migrates, the others wait for it.
  await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [TEMPLATE]);
    if (found.rowCount) return;
    const unfinished = `${TEMPLATE}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    await migrate(urlsOf(cluster, unfinished));
    await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  }
}

function urlsOf({ sockets, ownerPassword }: Cluster, database: string): { appUrl: string; ownerUrl: string } {
  return {
    appUrl: postgresUrl({ sockets, role: APP_ROLE, password: "app", database }),
    ownerUrl: postgresUrl({ sockets, role: OWNER_ROLE, password: ownerPassword, database }),
  };
}

async function asOwner(cluster: Cluster, use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: urlsOf(cluster, "postgres").ownerUrl });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
