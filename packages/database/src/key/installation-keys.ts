import type { Client } from "pg";
import type { Database } from "../connection.ts";
import { createSealing, deriveInstallationKeys, type InstallationKeys } from "../sealing.ts";
import { nameOfKey, type KeyRing } from "./key-ring.ts";

/** What this key is for; its place in the table, and bound into its wrapping. */
const PURPOSES = {
  search: "search",
  childToken: "child-token",
  secret: "secret",
} as const satisfies Record<keyof InstallationKeys, string>;

const NAMES = ["search", "childToken", "secret"] as const satisfies readonly (keyof InstallationKeys)[];

/** What a database says of its keys: the keys of the installation, and which master key of the ring wraps what is new. */
export type KeptKeys = {
  readonly keys: InstallationKeys;
  /** The same keys, the one in force first. The file may hold a newer one that is not in force yet. */
  readonly ring: KeyRing;
};

type Row = { purpose: string; master_key_id: string; wrapped_key: Buffer };

const READ = "select purpose, master_key_id, wrapped_key from installation_key";

/**
 * The keys of this database. Throws WrongKeyFile when they are wrapped under a master key that the ring does not hold:
 * then the ring is that of another installation, and nothing sealed here could be opened. Before the first migration
 * that keeps them, they are those of the oldest master key.
 */
export async function readKeptKeys(database: Database, ring: KeyRing): Promise<KeptKeys> {
  const rows = await database.transaction({ kind: "system" }, (query) => query<Row>("installation-keys", READ, []));
  return keptKeysOf(rows, ring);
}

/** Keeps the keys of the installation, wrapped, unless they are kept already. Throws as `readKeptKeys` does. */
export async function settleInstallationKeys(owner: Client, ring: KeyRing): Promise<KeptKeys> {
  const { rows } = await owner.query<Row>(READ);
  const kept = keptKeysOf(rows, ring);
  if (rows.length > 0) return kept;
  await wrapInstallationKeys(owner, kept);
  return keptKeysOf((await owner.query<Row>(READ)).rows, ring);
}

/** Wraps the keys of the installation under the first key of the ring, which is thereby in force. */
export async function wrapInstallationKeys(owner: Client, { keys, ring }: KeptKeys): Promise<void> {
  const sealing = createSealing(ring, keys);
  await owner.query(
    `insert into installation_key (purpose, master_key_id, wrapped_key)
       select purpose, $1, wrapped from unnest($2::text[], $3::bytea[]) as w(purpose, wrapped)
       on conflict (purpose) do update set master_key_id = excluded.master_key_id, wrapped_key = excluded.wrapped_key`,
    [
      sealing.masterKeyId,
      NAMES.map((name) => PURPOSES[name]),
      NAMES.map((name) => sealing.wrapKey(placeOf(PURPOSES[name]), keys[name])),
    ],
  );
}

/** The ring with this key first. Throws WrongKeyFile when it is not in it. */
export function putFirst(ring: KeyRing, masterKeyId: string): KeyRing {
  const inForce = ring.find((key) => nameOfKey(key) === masterKeyId);
  if (inForce === undefined) throw new WrongKeyFile(masterKeyId);
  return [inForce, ...ring.filter((key) => key !== inForce)];
}

function keptKeysOf(rows: readonly Row[], ring: KeyRing): KeptKeys {
  if (rows.length === 0) return { keys: deriveInstallationKeys(ring), ring };
  const sealing = createSealing(ring);
  const rowOf = (purpose: string): Row => {
    const row = rows.find((each) => each.purpose === purpose);
    if (row === undefined) throw new Error(`The database has no key for ${purpose}`);
    return row;
  };
  const inForce = putFirst(ring, rowOf(PURPOSES.search).master_key_id);
  const keyFor = (purpose: string): Buffer =>
    sealing.unwrapKey(placeOf(purpose), rowOf(purpose).wrapped_key, rowOf(purpose).master_key_id);
  const keys = {
    search: keyFor(PURPOSES.search),
    childToken: keyFor(PURPOSES.childToken),
    secret: keyFor(PURPOSES.secret),
  };
  return { keys, ring: inForce };
}

/** What is bound into the wrapping. */
function placeOf(purpose: string): string {
  return `installation_key:${purpose}`;
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
