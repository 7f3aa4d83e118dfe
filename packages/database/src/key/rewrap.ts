import type { Client } from "pg";
import type { Sealing } from "../sealing.ts";

const BATCH = 500;
const START = "00000000-0000-0000-0000-000000000000";

type Row = { contact_id: string; master_key_id: string; wrapped_key: Buffer };

/**
 * Wraps every contact's key under the first key of the ring, in batches that each commit: whatever ends it in between, the
 * next run goes on from there. `done` is told after each batch how many it has wrapped.
 */
export async function rewrapContactKeys(
  owner: Client,
  sealing: Sealing,
  done: (count: number) => void,
): Promise<number> {
  let count = 0;
  for (let after: string | undefined = START; after !== undefined;) {
    const batch = await rewrapBatch(owner, sealing, after);
    after = batch.at(-1);
    count += batch.length;
    if (batch.length > 0) done(count);
  }
  return count;
}

async function rewrapBatch(owner: Client, sealing: Sealing, after: string): Promise<string[]> {
  await owner.query("begin");
  try {
    // A contact that is being erased right now is waited for: its key must not come back.
    const { rows } = await owner.query<Row>(
      `select contact_id, master_key_id, wrapped_key from contact_key
         where contact_id > $1 and master_key_id <> $2 and wrapped_key is not null
         order by contact_id limit $3 for update`,
      [after, sealing.masterKeyId, BATCH],
    );
    const wrapped = rows.map((row) => rewrap(sealing, row));
    await owner.query(
      `update contact_key k set master_key_id = $1, wrapped_key = w.wrapped
         from unnest($2::uuid[], $3::bytea[]) as w(contact_id, wrapped) where k.contact_id = w.contact_id`,
      [sealing.masterKeyId, rows.map(({ contact_id: id }) => id), wrapped],
    );
    await owner.query("commit");
    return rows.map(({ contact_id: id }) => id);
  } catch (error) {
    await owner.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** The same key under the newest master key, opened once to see that it does. */
function rewrap(sealing: Sealing, { contact_id: id, master_key_id: masterKeyId, wrapped_key: wrapped }: Row): Buffer {
  const key = sealing.unwrapKey(id, wrapped, masterKeyId);
  const again = sealing.wrapKey(id, key);
  if (!sealing.unwrapKey(id, again, sealing.masterKeyId).equals(key))
    throw new Error(`The key of ${id} did not survive`);
  return again;
}

/** Opens the key of every contact. Returns how many opened, and the contacts whose key does not. */
export async function verifyContactKeys(
  owner: Client,
  sealing: Sealing,
): Promise<{ opened: number; broken: readonly string[] }> {
  const broken: string[] = [];
  let opened = 0;
  for (let after: string | undefined = START; after !== undefined;) {
    const { rows }: { rows: Row[] } = await owner.query<Row>(
      `select contact_id, master_key_id, wrapped_key from contact_key
         where contact_id > $1 and wrapped_key is not null order by contact_id limit $2`,
      [after, 10 * BATCH],
    );
    for (const row of rows) {
      try {
        sealing.unwrapKey(row.contact_id, row.wrapped_key, row.master_key_id);
        opened += 1;
      } catch {
        broken.push(row.contact_id);
      }
    }
    after = rows.at(-1)?.contact_id;
  }
  return { opened, broken };
}
