import type { Client } from "pg";
import { keyHolders, type KeyHolder } from "./key-holder.ts";
import { nameOfKey, type KeyRing } from "./key-ring.ts";

/** Where a rotation stands, and what each master key is still needed for. */
export type KeyStatus = {
  readonly keys: readonly KeyUse[];
  readonly servers: readonly KeyHolder[];
};

export type KeyUse = {
  readonly id: string;
  /** Whether the key file holds it. One that it does not hold and that is needed means lost words. */
  readonly isInFile: boolean;
  /** Whether it wraps what is new. */
  readonly isInForce: boolean;
  /** How many things are wrapped under it: keys of contacts, and of the installation. */
  readonly contacts: number;
  readonly installation: number;
  /** Running servers that wrap with it. */
  readonly servers: number;
};

/** What the database and the running servers need of each key, the newest of the file first. */
export async function keyStatus(owner: Client, ring: KeyRing): Promise<KeyStatus> {
  const servers = await keyHolders(owner);
  const { rows } = await owner.query<{ id: string; contacts: number; installation: number; in_force: boolean }>(
    `with used as (
       select master_key_id as id, count(*)::int as contacts, 0 as installation from contact_key
         where wrapped_key is not null group by 1
       union all select master_key_id, 0, count(*)::int from installation_key group by 1)
     select id, sum(contacts)::int as contacts, sum(installation)::int as installation,
       id = (select master_key_id from installation_key where purpose = 'search') as in_force
     from used group by 1 order by 1`,
  );
  const inFile = ring.map(nameOfKey);
  const ids = [...inFile, ...rows.map(({ id }) => id).filter((id) => !inFile.includes(id))];
  const keys = ids.map((id): KeyUse => {
    const row = rows.find((each) => each.id === id);
    return {
      id,
      isInFile: inFile.includes(id),
      isInForce: row?.in_force ?? false,
      contacts: row?.contacts ?? 0,
      installation: row?.installation ?? 0,
      servers: servers.filter(({ keyIds }) => keyIds[0] === id).length,
    };
  });
  return { keys, servers };
}

/** Whether nothing in the database and no running server needs this key any more. Backups may: they are older. */
export function mayBeDropped({ isInForce, contacts, installation, servers }: KeyUse): boolean {
  return !isInForce && contacts === 0 && installation === 0 && servers === 0;
}
