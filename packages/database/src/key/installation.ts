import { createHash } from "node:crypto";
import { Client } from "pg";
import { ROLE_OF_ACTOR, type Database } from "../connection.ts";
import { DEMO_CHANNEL_KEY } from "../demo/seed-demo.ts";

/** What an installation was begun as. It stays that. */
export type InstallationKind = "demo" | "real";

/** Notes what this installation is, if nobody has; returns what it was begun as. */
export async function settleInstallation(owner: Client, wanted: InstallationKind): Promise<InstallationKind> {
  // Not tried where one stands: the guard of a demo would refuse before anybody could say what it was begun as.
  const text = "insert into installation (kind) select $1 where not exists (select from installation)";
  await owner.query(`${text} on conflict do nothing`, [wanted]);
  const { rows } = await owner.query<{ kind: InstallationKind }>("select kind from installation");
  return rows[0]?.kind ?? wanted;
}

/** What this installation was begun as, as the server may ask it; undefined while nobody has begun it. */
export async function readInstallation(database: Database): Promise<InstallationKind | undefined> {
  const rows = await database.signIn<{ kind: InstallationKind }>("installation", "select kind from installation", []);
  return rows[0]?.kind;
}

/** What of the demo a database holds, in words; production refuses each. Empty when there is nothing, or no schema yet. */
export async function findDemo({ url, isOwner }: { url: string; isOwner: boolean }): Promise<string[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    if (!isOwner) await client.query(`set role ${ROLE_OF_ACTOR["sign-in"]}`);
    const { rows: there } = await client.query<{ schema: boolean; installation: boolean }>(
      "select to_regclass('public.person') is not null as schema, to_regclass('public.installation') is not null as installation",
    );
    if (!there[0]?.schema) return [];
    const { rows } = await client.query<{ accounts: string[]; channels: number; known: number; is_demo: boolean }>(
      `select array(select username from person where is_demo order by username) as accounts,
         (select count(*)::int from channel where is_demo) as channels,
         (select count(*)::int from channel where key_hash = $1) as known,
         ${there[0].installation ? "exists (select from installation where kind = 'demo')" : "false"} as is_demo`,
      [createHash("sha256").update(DEMO_CHANNEL_KEY).digest()],
    );
    const found = rows[0];
    if (found === undefined) return [];
    return [
      ...(found.is_demo ? ["it was begun as a demo: give the real one a new, empty database"] : []),
      ...(found.accounts.length > 0
        ? [`it holds demo accounts, whose password everybody knows: ${found.accounts.join(", ")}`]
        : []),
      ...(found.channels > 0 ? [`it holds ${String(found.channels)} demo channels`] : []),
      ...(found.known > 0 ? ["a gateway channel takes the demo's key, which everybody knows: give it a new one"] : []),
    ];
  } finally {
    await client.end();
  }
}
