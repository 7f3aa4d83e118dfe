import { testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, idOf, ROLE_OF_ACTOR, type Database, type DatabaseActor, type Query } from "./connection.ts";

let files: TestDatabase;
let database: Database;
let owner: Client;
beforeAll(async () => {
  files = await testDatabase();
  owner = new Client({ connectionString: files.ownerUrl });
  await owner.connect();
  // One connection: what a transaction leaves behind, the next one meets.
  database = connect({ url: files.appUrl, connections: ONE });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await files.drop();
});

const ONE = { system: 1, staff: 1, child: 1, gateway: 1, "sign-in": 1 };
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
    query<{ id: string | null; lock: string | null }>(
      "test-actor",
      "select actor_id() as id, locked_contact() as lock",
      [],
    );
  const child = { kind: "child", contactId: randomUUID() } as const;
  await expect(
    database.transaction(child, async (query) => {
      await query("test-lock", "select set_config('nightlight.locked_contact', $1, true)", [randomUUID()]);
      throw new Error("the story broke");
    }),
  ).rejects.toThrow("the story broke");
  const next = randomUUID();
  expect(await database.transaction({ kind: "child", contactId: next }, actors)).toEqual([{ id: next, lock: null }]);
});

test("every kind of actor works under a role of its own, and nobody under the role that signed in", async () => {
  const id = randomUUID();
  const actors: DatabaseActor[] = [
    SYSTEM,
    { kind: "staff", id, sessionId: id, roles: [] },
    { kind: "child", contactId: id },
    { kind: "gateway", channelId: id },
    { kind: "sign-in" },
  ];
  const ask = (query: Query) => query("test-role", "select current_user as role, actor_id() as id", []);
  const expected = (actor: DatabaseActor) => [{ role: ROLE_OF_ACTOR[actor.kind], id: idOf(actor) || null }];
  for (const actor of actors) expect(await database.transaction(actor, ask)).toEqual(expected(actor));
  expect(await ask(database.signIn)).toEqual(expected({ kind: "sign-in" }));
});

test("signing in sees nothing of contacts and clocks", async () => {
  await expect(database.signIn("test-sign-in", "select from clock", [])).rejects.toThrow(/permission denied/u);
});
