import type { Client } from "pg";
import type { Database } from "../connection.ts";

/** How often a server says which keys it holds. */
export const HOLDER_BEAT_SECONDS = 3;
/** A server not heard of for so long is gone. */
const GONE_SECONDS = 15;

/** A running server and the master keys that it holds; the first one wraps whatever is new there. */
export type KeyHolder = { readonly host: string; readonly keyIds: readonly string[] };

/** Says which keys this server holds. Answers with the name of the key in force; undefined before there is one. */
export async function holdKeys(
  database: Database,
  { serverId, host, keyIds }: KeyHolder & { serverId: string },
): Promise<string | undefined> {
  return database.transaction({ kind: "system" }, async (query) => {
    const [row] = await query<{ in_force: string | null }>(
      "key-holder-beat",
      `with gone as (delete from key_holder where seen_at < clock_timestamp() - interval '1 hour'),
       held as (insert into key_holder (server_id, host, key_ids, seen_at) values ($1, $2, $3, clock_timestamp())
         on conflict (server_id) do update set key_ids = excluded.key_ids, seen_at = excluded.seen_at)
       select (select master_key_id from installation_key where purpose = 'search') as in_force`,
      [serverId, host, keyIds],
    );
    return row?.in_force ?? undefined;
  });
}

/** Says that this server holds no key any more. */
export async function releaseKeys(database: Database, serverId: string): Promise<void> {
  await database.transaction({ kind: "system" }, (query) =>
    query("key-holder-gone", "delete from key_holder where server_id = $1", [serverId]),
  );
}

/** The servers that run now. */
export async function keyHolders(owner: Client): Promise<KeyHolder[]> {
  const { rows } = await owner.query<{ host: string; key_ids: string[] }>(
    `select host, key_ids from key_holder where seen_at > clock_timestamp() - make_interval(secs => $1) order by host`,
    [GONE_SECONDS],
  );
  return rows.map(({ host, key_ids: keyIds }) => ({ host, keyIds }));
}
