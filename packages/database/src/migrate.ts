import { readdir, readFile } from "node:fs/promises";
import { Client } from "pg";
import { ROLE_OF_ACTOR } from "./connection.ts";
import { importPolicy } from "./policy/import-policy.ts";
import { importPlaces } from "./place/import-places.ts";
import { importDefinitions } from "./record/import-definitions.ts";

/** The role that the server signs in as. It owns nothing and may do nothing but take one of the actors' roles. */
export const APP_ROLE = "nightlight_app";

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const MIGRATION_LOCK = 0x6d_69_67_72;

/**
 * Creates the server's role, then brings the schema forward, each file in a transaction of its own, one migrator at a
 * time, and the places and forms of the record with it. Throws when the server's role is not `nightlight_app`, or could do more than it should.
 */
export async function migrate({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await createAppRole(client, appUrl);
    await client.query(
      "create table if not exists migration (name text primary key, at timestamptz not null default now())",
    );
    const { rows } = await client.query<{ name: string }>("select name from migration");
    const done = new Set(rows.map(({ name }) => name));
    const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort();
    const unknown = [...done].filter((name) => !files.includes(name)).sort();
    if (unknown.length > 0) throw new NewerDataError(unknown);
    for (const name of files) {
      if (!done.has(name)) await apply(client, name);
    }
    await importPlaces(client);
    await importDefinitions(client);
    await importPolicy(client);
  } finally {
    await client.end();
  }
}

/** The database was brought forward by a version that knows more than this one: nothing was changed. */
export class NewerDataError extends Error {
  readonly unknown: readonly string[];
  constructor(unknown: readonly string[]) {
    super(`These data were written by a newer version: ${unknown.join(", ")} is not known here`);
    this.unknown = unknown;
  }
}

/** Runs a story as the owner of the tables, on a connection of its own. */
export async function asOwner<Value>(ownerUrl: string, story: (owner: Client) => Promise<Value>): Promise<Value> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return await story(owner);
  } finally {
    await owner.end();
  }
}

async function apply(client: Client, name: string): Promise<void> {
  const sql = await readFile(new URL(name, MIGRATIONS), "utf8");
  try {
    await client.query("begin");
    await client.query(sql);
    await client.query("insert into migration (name) values ($1)", [name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed`, { cause: error });
  }
}

async function createAppRole(client: Client, appUrl: string): Promise<void> {
  const { user, password } = new Client({ connectionString: appUrl });
  if (user !== APP_ROLE) throw new Error(`DATABASE_URL has to sign in as ${APP_ROLE}, not as ${user ?? "nobody"}`);
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [APP_ROLE]);
  const verb = rowCount === 0 ? "create" : "alter";
  const secret = client.escapeLiteral(password ?? "");
  // Everything else a role could do is off by default; naming it would ask for a superuser. The server refuses a role
  // that can do more.
  await client.query(`${verb} role ${APP_ROLE} login noinherit password ${secret}`);
  for (const role of Object.values(ROLE_OF_ACTOR)) {
    const found = await client.query("select from pg_roles where rolname = $1", [role]);
    if (found.rowCount === 0) await client.query(`create role ${role} nologin`);
    await client.query(`grant ${role} to ${APP_ROLE}`);
  }
}
