import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { searchContacts } from "@nightlight/commands/search/search-contacts";
import { searchSyllables } from "@nightlight/domain/privacy/text";
import { testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, type Database } from "../connection.ts";
import { createSealing, seal } from "../sealing.ts";
import { createWorld, uuidv7 } from "../world.ts";
import { completeEntries } from "./complete-entries.ts";

const MIGRATIONS = new URL("../../migrations/", import.meta.url);

let made: TestDatabase;
let owner: Client;
let database: Database;
beforeEach(async () => {
  made = await testDatabase();
  owner = new Client({ connectionString: made.ownerUrl });
  await owner.connect();
  database = connect({ url: made.appUrl });
});
afterEach(async () => {
  await database.close();
  await owner.end();
  await made.drop();
});

const apply = async (isWanted: (name: string) => boolean): Promise<void> => {
  for (const name of (await readdir(MIGRATIONS)).filter((each) => each.endsWith(".sql")).sort()) {
    if (isWanted(name)) await owner.query(await readFile(new URL(name, MIGRATIONS), "utf8"));
  }
};

test("what was saved before there was a search is found after it came", async () => {
  const sealing = createSealing(randomBytes(32));
  const [lan, contactId, channelId] = [uuidv7(), uuidv7(), uuidv7()];
  const { key, wrapped } = sealing.newContactKey(contactId);
  await owner.query("drop schema public cascade; create schema public");
  await apply((name) => name < "0009");
  await owner.query(
    `insert into person (id, username, name, display_name, roles, languages)
     values ($1, 'lan', 'Lan', 'Lan', '{counsellor}', '{vi}')`,
    [lan],
  );
  await owner.query("insert into channel (id, kind, name) values ($1, 'sms', 'x')", [channelId]);
  await owner.query(
    `insert into contact (id, queue_id, channel_id, channel, arrival_key, language, lane, arrived_at, version, record_begun, state)
     values ($1, 'default', $2, 'sms', '\\x01', 'vi', 'normal', now(), 2, true, jsonb_build_object('status', 'closed',
       'owner', $3::text, 'at', now(), 'disposition', 'counselled', 'endedBy', 'counsellor'))`,
    [contactId, channelId, lan],
  );
  await owner.query("insert into contact_key (contact_id, master_key_id, wrapped_key) values ($1, $2, $3)", [
    contactId,
    sealing.masterKeyId,
    wrapped,
  ]);
  // As the versions of then wrote it: syllables only, and the number as it was written.
  const hashes = (text: string) => sealing.searchHashes(searchSyllables(text));
  for (const [field, version, value] of [
    ["name", 1, "Bình"],
    ["name", 2, "Nguyễn Ánh"],
    ["narrative", 1, "Cha dượng đánh"],
  ] as const) {
    await owner.query(
      `insert into record_field (contact_id, field, version, sealed, search_hashes, saved_by, saved_at)
       values ($1, $2, $3, $4, $5, $6, now())`,
      [
        contactId,
        field,
        version,
        seal(key, value, `record_field:${contactId}:${field}:${String(version)}`),
        hashes(value),
        lan,
      ],
    );
  }
  await owner.query(
    "insert into contact_identity (contact_id, sealed, exact_hash, part_hashes) values ($1, $2, $3, $4)",
    [
      contactId,
      seal(key, "01692345678", `contact_identity:${contactId}`),
      sealing.exactHash("01692345678"),
      hashes("01692345678"),
    ],
  );
  await apply((name) => name >= "0009");
  expect(await completeEntries(owner, sealing)).toBe(3);
  expect(await completeEntries(owner, sealing)).toBe(0);

  const world = createWorld({ database, sealing, onCommitted: () => undefined });
  const actor = { kind: "staff", id: lan, sessionId: uuidv7(), roles: ["counsellor"] } as const;
  const found = async (text: string): Promise<readonly string[]> => {
    const result = await searchContacts(world, actor, { text, within: "all", similar: false });
    return result.ok ? result.value.hits.map(({ excerpt }) => excerpt?.text ?? "") : [result.refusal];
  };
  expect(await found("nguyen an")).toEqual(["Nguyễn Ánh"]);
  expect(await found("345678")).toEqual(["01692345678"]);
  expect(await found("duong danh")).toEqual(["Cha dượng đánh"]);
  expect(await found("+84 39 234 5678")).toEqual(["01692345678"]);
  expect(await found("binh")).toEqual([]);
});
