import { testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Database, type Query } from "./connection.ts";

let files: TestDatabase;
let database: Database;
let owner: Client;
beforeAll(async () => {
  files = await testDatabase();
  owner = new Client({ connectionString: files.ownerUrl });
  await owner.connect();
  // One connection: what a transaction leaves behind, the next one meets.
  database = connect({ url: files.appUrl, connections: 1, signInConnections: 1 });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await files.drop();
});

const SYSTEM = { kind: "system" } as const;
const addClock = (query: Query, id: string, dueAt = "now") =>
  query("test-add", "insert into clock (subject, subject_id, kind, due_at) values ('contact', $1, 'offer', $2)", [
    id,
    dueAt,
  ]);

async function isStored(id: string): Promise<boolean> {
  return (await owner.query("select from clock where subject_id = $1", [id])).rowCount === 1;
}

test("the commit waits for what its story did not wait for", async () => {
  const id = randomUUID();
  await database.transaction(SYSTEM, async (query, beforeCommit) => beforeCommit(addClock(query, id)));
  expect(await isStored(id)).toBe(true);
});

test("a statement that nobody waited for fails its transaction, and nothing is stored", async () => {
  const id = randomUUID();
  const failing = database.transaction(SYSTEM, async (query, beforeCommit) => {
    beforeCommit(addClock(query, id));
    beforeCommit(addClock(query, randomUUID(), "no time"));
    return "done";
  });
  await expect(failing).rejects.toThrow(/timestamp/u);
  expect(await isStored(id)).toBe(false);
});

test("the first failure is told, not what came after it in the dead transaction", async () => {
  const failing = database.transaction(SYSTEM, async (query, beforeCommit) => {
    beforeCommit(addClock(query, randomUUID(), "no time"));
    await addClock(query, randomUUID());
  });
  await expect(failing).rejects.toThrow(/timestamp/u);
});

test("a story that hides a failed statement has not committed, and is not told that it had", async () => {
  const id = randomUUID();
  const hiding = database.transaction(SYSTEM, async (query) => {
    await addClock(query, id);
    await addClock(query, randomUUID(), "no time").catch(() => undefined);
  });
  await expect(hiding).rejects.toThrow(/nothing was committed/u);
  expect(await isStored(id)).toBe(false);
});

test("a query after the end of its transaction is refused: the connection may be another actor's by then", async () => {
  let late: Query | undefined;
  await database.transaction(SYSTEM, async (query) => {
    late = query;
  });
  const id = randomUUID();
  await database.transaction(SYSTEM, async (query) => {
    await query("test-one", "select 1", []);
    await expect(late && addClock(late, id)).rejects.toThrow(/after the end/u);
  });
  expect(await isStored(id)).toBe(false);
});

test("a failed transaction leaves its connection as new", async () => {
  const actors = async (query: Query) =>
    query<{ kind: string | null; lock: string | null }>(
      "test-actor",
      "select actor_kind() as kind, locked_contact() as lock",
      [],
    );
  await expect(
    database.transaction({ kind: "child", contactId: randomUUID() }, async (query) => {
      await query("test-lock", "select set_config('nightlight.locked_contact', $1, true)", [randomUUID()]);
      throw new Error("the story broke");
    }),
  ).rejects.toThrow("the story broke");
  expect(await database.transaction(SYSTEM, actors)).toEqual([{ kind: "system", lock: null }]);
});

test("signing in looks people up under its own kind, and sees nothing else", async () => {
  await database.transaction(SYSTEM, async (query) => addClock(query, randomUUID()));
  const seen = await database.signIn(
    "test-sign-in",
    "select actor_kind() as kind, actor_id() as id, (select count(*)::int from clock) as clocks",
    [],
  );
  expect(seen).toEqual([{ kind: "sign-in", id: null, clocks: 0 }]);
});
