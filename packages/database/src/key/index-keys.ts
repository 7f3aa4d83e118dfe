import type { Client } from "pg";
import type { Database } from "../connection.ts";
import { createSealing, deriveIndexKeys, type IndexKeys } from "../sealing.ts";
import type { KeyRing } from "./key-ring.ts";

/** What this key is for; its place in the table, and bound into its wrapping. */
const PURPOSES = { search: "search", childToken: "child-token" } as const satisfies Record<keyof IndexKeys, string>;

type Row = { purpose: string; master_key_id: string; wrapped_key: Buffer };

const READ = "select purpose, master_key_id, wrapped_key from index_key";

/** What is bound into the wrapping of an index key. */
export function placeOfIndexKey(purpose: string): string {
  return `index_key:${purpose}`;
}

/**
 * The index keys of this database. Throws when they are wrapped under a master key that the ring does not hold: then the
 * ring is that of another installation, and nothing sealed here could be opened. Before the first migration that keeps
 * them, they are those of the oldest master key.
 */
export async function readIndexKeys(database: Database, ring: KeyRing): Promise<IndexKeys> {
  const rows = await database.transaction({ kind: "system" }, (query) => query<Row>("index-keys", READ, []));
  return indexKeysOf(rows, ring);
}

/** Keeps the index keys, wrapped, unless they are kept already. Throws as `readIndexKeys` does. */
export async function settleIndexKeys(owner: Client, ring: KeyRing): Promise<IndexKeys> {
  const { rows } = await owner.query<Row>(READ);
  const keys = indexKeysOf(rows, ring);
  if (rows.length > 0) return keys;
  const sealing = createSealing(ring, keys);
  for (const name of ["search", "childToken"] as const) {
    const wrapped = sealing.wrapKey(placeOfIndexKey(PURPOSES[name]), keys[name]);
    await owner.query(
      "insert into index_key (purpose, master_key_id, wrapped_key) values ($1, $2, $3) on conflict do nothing",
      [PURPOSES[name], sealing.masterKeyId, wrapped],
    );
  }
  return indexKeysOf((await owner.query<Row>(READ)).rows, ring);
}

function indexKeysOf(rows: readonly Row[], ring: KeyRing): IndexKeys {
  if (rows.length === 0) return deriveIndexKeys(ring);
  const sealing = createSealing(ring);
  const keyFor = (purpose: string): Buffer => {
    const row = rows.find((each) => each.purpose === purpose);
    if (row === undefined) throw new Error(`The database has no index key for ${purpose}`);
    if (!sealing.knownKeyIds.includes(row.master_key_id)) throw new WrongKeyFile(row.master_key_id);
    return sealing.unwrapKey(placeOfIndexKey(purpose), row.wrapped_key, row.master_key_id);
  };
  return { search: keyFor(PURPOSES.search), childToken: keyFor(PURPOSES.childToken) };
}

/** The key file is not the one of this database. */
export class WrongKeyFile extends Error {
  override name = "WrongKeyFile";
  constructor(masterKeyId: string) {
    super(
      `The key file does not hold the master key ${masterKeyId} that this database is sealed with. ` +
        "Put the right file back from your recovery copy (docs/operators/keys.md); a new key opens nothing.",
    );
  }
}
