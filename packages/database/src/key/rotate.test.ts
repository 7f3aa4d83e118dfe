import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { keyOf } from "@nightlight/testkit/builders";
import { testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connect } from "../connection.ts";
import { createSealing, open } from "../sealing.ts";
import { createWorld } from "../world.ts";
import { dropKey } from "./drop-key.ts";
import { readKeptKeys, settleInstallationKeys } from "./installation-keys.ts";
import { createKeyFile, readKeyFile, writeKeyFile } from "./key-file.ts";
import { holdKeys } from "./key-holder.ts";
import { formatKeyRing, nameOfKey, newMasterKey, type KeyRing } from "./key-ring.ts";
import { keyStatus, mayBeDropped } from "./key-status.ts";
import { makeRecoveryCodes, recoverMasterKey } from "./recovery-copy.ts";
import { rotate, type RotationOptions } from "./rotate.ts";

const WORDS = "chimyensau-kể";
const folder = mkdtempSync(join(tmpdir(), "nightlight-keys-"));
let stages: PostgresStages;
let stage: PostgresStage;
let keyFile: string;
let first: Buffer;

beforeAll(async () => {
  stages = await openPostgresStages("real");
});
beforeEach(async () => {
  stage = await stages.next();
  await stage.owner.query("delete from installation_key; delete from key_holder");
  first = newMasterKey();
  keyFile = join(folder, `${randomUUID()}.key`);
  createKeyFile(keyFile, [first]);
  await settleInstallationKeys(stage.owner, [first]);
});
afterEach(() => {
  rmSync(keyFile, { force: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stages.close();
});

const rotateNow = (options: Partial<RotationOptions> = {}) =>
  rotate({ owner: stage.owner, keyFile, say: () => undefined, patienceMs: 0, ...options });

/** What a server that started now would seal and open with. */
async function sealingOf(ring: KeyRing) {
  const kept = await readKeptKeys(stage.database, ring);
  return createSealing(kept.ring, kept.keys);
}

async function arrive(count: number, ring: KeyRing = readKeyFile(keyFile)): Promise<string[]> {
  const world = createWorld({ database: stage.database, sealing: await sealingOf(ring), onCommitted: () => undefined });
  const gateway = { kind: "gateway", channelId: await stage.addChannel("zalo") } as const;
  const ids = Array.from({ length: count }, () => world.newId());
  for (const contactId of ids) {
    await beginContact(world, gateway, {
      contactId,
      channelId: gateway.channelId,
      channel: "zalo",
      language: "vi",
      facts: { safeNow: "unknown" },
      text: WORDS,
      arrivalKey: keyOf(contactId),
      identity: "+84900112233",
      childSession: undefined,
    });
  }
  return ids;
}

/** The words of a contact, as somebody with this ring and a copy of the database reads them. */
async function wordsOf(contactId: string, ring: KeyRing, owner: Client = stage.owner): Promise<string> {
  const { rows } = await owner.query<{ id: string; sealed: Buffer; wrapped_key: Buffer; master_key_id: string }>(
    `select m.id, m.sealed, k.wrapped_key, k.master_key_id from message m join contact_key k using (contact_id)
       where m.contact_id = $1`,
    [contactId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("There is no message");
  const key = createSealing(ring).unwrapKey(contactId, row.wrapped_key, row.master_key_id);
  return open(key, row.sealed, `message:${row.id}`);
}

test("every word is readable under the new key alone, the old one opens nothing, and hashes find as before", async () => {
  const [contactId = ""] = await arrive(3);
  const before = await sealingOf([first]);
  const secret = before.sealSecret("second_factor:p", "JBSWY3DP");

  const { masterKeyId, rewrapped, opened } = await rotateNow();

  const [newest, ...older] = readKeyFile(keyFile);
  expect({ rewrapped, opened, older }).toEqual({ rewrapped: 3, opened: 3, older: [first] });
  expect(nameOfKey(newest)).toBe(masterKeyId);
  expect(await wordsOf(contactId, [newest])).toBe(WORDS);
  await expect(wordsOf(contactId, [first])).rejects.toThrow(/not in the key file/u);
  const after = await sealingOf([newest]);
  expect(after.exactHash("+84900112233")).toEqual(before.exactHash("+84900112233"));
  expect(after.openSecret("second_factor:p", secret)).toBe("JBSWY3DP");
  await expect(sealingOf([first])).rejects.toThrow(/does not hold the master key/u);
});

test("is noted in the audit log, without a key", async () => {
  const { masterKeyId } = await rotateNow();
  const { rows } = await stage.owner.query<{ action: string; row: string }>(
    "select action, l::text as row from audit_log l where subject_id = $1 order by id",
    [masterKeyId],
  );
  expect(rows.map(({ action }) => action)).toEqual(["keys.rotation_begun", "keys.rotated"]);
  const [newest] = readKeyFile(keyFile);
  for (const form of ["base64", "hex"] as const)
    expect(rows.map(({ row }) => row).join()).not.toContain(newest.toString(form));
});

test("broken off after the key file, after the switch or between batches, the next run goes on to the same key", async () => {
  const [one = "", two = ""] = await arrive(2);
  const next = newMasterKey();
  // After the key file was written.
  writeKeyFile(keyFile, [next, first]);
  expect((await rotateNow()).masterKeyId).toBe(nameOfKey(next));
  // Between two batches: one contact is still under the old key.
  const sealing = await sealingOf([next, first]);
  const old = createSealing([first]);
  const { rows } = await stage.owner.query<{ wrapped_key: Buffer }>(
    "select wrapped_key from contact_key where contact_id = $1",
    [one],
  );
  const key = sealing.unwrapKey(one, rows[0]?.wrapped_key ?? Buffer.alloc(0), nameOfKey(next));
  await stage.owner.query("update contact_key set wrapped_key = $2, master_key_id = $3 where contact_id = $1", [
    one,
    old.wrapKey(one, key),
    nameOfKey(first),
  ]);
  expect(await rotateNow()).toEqual({ masterKeyId: nameOfKey(next), rewrapped: 1, opened: 2 });
  for (const id of [one, two]) expect(await wordsOf(id, [next])).toBe(WORDS);
});

test("a file that was changed by hand, as a mounted secret is, is taken as it is", async () => {
  const [contactId = ""] = await arrive(1);
  const next = newMasterKey();
  writeKeyFile(keyFile, [next, first]);
  chmodSync(folder, 0o500);
  expect((await rotateNow().finally(() => chmodSync(folder, 0o700))).masterKeyId).toBe(nameOfKey(next));
  expect(await wordsOf(contactId, [next])).toBe(WORDS);
});

test("nothing is wrapped under a key that a running server does not hold", async () => {
  const [contactId = ""] = await arrive(1);
  const server = { serverId: randomUUID(), host: "desk-2", keyIds: [nameOfKey(first)] };
  await holdKeys(stage.database, server);

  await expect(rotateNow()).rejects.toThrow(/do not hold the key .* desk-2/u);

  expect(await wordsOf(contactId, [first])).toBe(WORDS);
  const [newest] = readKeyFile(keyFile);
  const keyIds = [nameOfKey(newest), nameOfKey(first)];
  const rotating = rotateNow({ patienceMs: 5_000 });
  await holdKeys(stage.database, { ...server, keyIds });
  expect((await rotating).masterKeyId).toBe(nameOfKey(newest));
});

test("a contact that was erased stays erased, and needs no key", async () => {
  const [erased = ""] = await arrive(2);
  await stage.owner.query("update contact_key set wrapped_key = null, erased_at = now() where contact_id = $1", [
    erased,
  ]);
  expect(await rotateNow()).toMatchObject({ rewrapped: 1, opened: 1 });
  const { keys } = await keyStatus(stage.owner, readKeyFile(keyFile));
  expect(keys.map(mayBeDropped)).toEqual([false, true]);
});

test("an older key goes only when nothing needs it", async () => {
  const [contactId = ""] = await arrive(1);
  await expect(dropKey(stage.owner, keyFile, nameOfKey(first))).rejects.toThrow("is the key in force");
  writeKeyFile(keyFile, [newMasterKey(), first]);
  const { masterKeyId } = await rotateNow();
  await stage.owner.query("update contact_key set master_key_id = $1", [nameOfKey(first)]);
  await expect(dropKey(stage.owner, keyFile, nameOfKey(first))).rejects.toThrow("still needed by 1 contacts");
  await stage.owner.query("update contact_key set master_key_id = $1", [masterKeyId]);
  await dropKey(stage.owner, keyFile, nameOfKey(first));
  expect(readKeyFile(keyFile).map(nameOfKey)).toEqual([masterKeyId]);
  expect(await wordsOf(contactId, readKeyFile(keyFile))).toBe(WORDS);
});

test("a weak key, a used one and a foreign key file are refused before anything changes", async () => {
  const [contactId = ""] = await arrive(1);
  await expect(rotateNow({ newKey: Buffer.alloc(32) })).rejects.toThrow("is all zeros");
  await expect(rotateNow({ newKey: first })).rejects.toThrow("one of the old ones");
  chmodSync(keyFile, 0o600);
  writeFileSync(keyFile, formatKeyRing([newMasterKey()]));
  await expect(rotateNow()).rejects.toThrow(/does not hold the master key/u);
  expect(await wordsOf(contactId, [first])).toBe(WORDS);
});

test("the key file keeps its rights and its owner, and is never written over by a new one", async () => {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(keyFile, 65_534, 65_534); // the account that the server runs as
  await rotateNow();
  const { mode, uid } = statSync(keyFile);
  expect([mode & 0o777, uid]).toEqual([0o400, isRoot ? 65_534 : process.getuid?.()]);
  expect(() => createKeyFile(keyFile, [newMasterKey()])).toThrow(/EEXIST/u);
});

test("the rehearsal: a restored backup and two of three codes give the words back; without them nothing does", async () => {
  const [contactId = ""] = await arrive(1);
  await rotateNow();
  const codes = await makeRecoveryCodes(readKeyFile(keyFile)[0], { shares: 3, needed: 2 });
  const restored = await restoreBackup();
  rmSync(keyFile); // the machine is gone, and the key with it
  const server = connect({ url: restored.database.appUrl });
  try {
    await expect(readKeptKeys(server, [newMasterKey()])).rejects.toThrow(/docs\/operators\/keys\.md/u);
    await expect(wordsOf(contactId, [newMasterKey()], restored.owner)).rejects.toThrow();

    createKeyFile(keyFile, [await recoverMasterKey([codes[2] ?? "", codes[0] ?? ""])]);

    const { ring } = await readKeptKeys(server, readKeyFile(keyFile));
    expect(await wordsOf(contactId, ring, restored.owner)).toBe(WORDS);
  } finally {
    await server.close();
    await restored.owner.end();
    await restored.database.drop();
  }
});

/** Every row of every table goes out as text and into a new database, as with a dump. */
async function restoreBackup(): Promise<{ database: TestDatabase; owner: Client }> {
  const database = await testDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("set session_replication_role = replica"); // as a restore does: rows as they were, no triggers
  const { rows: tables } = await owner.query<{ name: string; columns: string }>(
    `select table_name as name, string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
       join pg_tables on tablename = table_name and schemaname = table_schema
       where table_schema = 'public' and is_generated = 'NEVER' and table_name <> 'migration' group by 1`,
  );
  for (const { name, columns } of tables) {
    const { rows } = await stage.owner.query<{ dump: string }>(
      `select coalesce(json_agg(t), '[]')::text as dump from ${name} t`,
    );
    await owner.query(`delete from ${name}`);
    await owner.query(
      `insert into ${name} (${columns}) overriding system value
         select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
      [rows[0]?.dump],
    );
  }
  return { database, owner };
}
