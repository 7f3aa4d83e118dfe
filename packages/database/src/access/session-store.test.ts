import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { anArrival } from "@nightlight/testkit/builders";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCredentialStore } from "./credential-store.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";

const HOUR = 3600;
const token = (text: string): Buffer => Buffer.from(text.padEnd(32, "."));

let stages: PostgresStages;
let stage: PostgresStage;
let sessions: SessionStore;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
  sessions = createSessionStore(stage.database, { allowsDemo: false });
});
afterAll(() => stages.close());

async function signUp(username: string): Promise<string> {
  const { id } = await stage.addCounsellor();
  await stage.owner.query("update person set username = $2, display_name = 'Cô Lan' where id = $1", [id, username]);
  await stage.owner.query(
    `insert into credential (person_id, password_hash) values ($1, 'hash')
       on conflict (person_id) do update set password_hash = 'hash'`,
    [id],
  );
  return id;
}

const credentials = (allowsDemo = false) => createCredentialStore(stage.database, { allowsDemo });

test("somebody signs in by name, in any case, and is known by their token until they sign out", async () => {
  const id = await signUp("lan");
  const found = await credentials().find(" LAN");
  expect(found).toMatchObject({ person: { id, username: "lan" }, passwordHash: "hash", hasSecondFactor: false });
  const sessionId = await sessions.begin(id, token("t1"));
  expect(await sessions.find(token("t1"))).toMatchObject({ sessionId, person: { id } });
  expect(await sessions.find(token("t2"))).toBeUndefined();
  await sessions.end(sessionId);
  expect(await sessions.find(token("t1"))).toBeUndefined();
});

test("a session ends by itself after fourteen hours", async () => {
  const id = await signUp("lan");
  await sessions.begin(id, token("t1"));
  for (let quarter = 1; quarter < 14 * 4; quarter += 1) {
    await stage.forward(HOUR / 4);
    expect(await sessions.find(token("t1"))).toBeDefined();
  }
  await stage.forward(HOUR / 4);
  expect(await sessions.find(token("t1"))).toBeUndefined();
});

test("a session that nothing is heard of for half an hour is over", async () => {
  const id = await signUp("lan");
  await sessions.begin(id, token("t1"));
  await stage.forward(HOUR / 2 - 1);
  expect(await sessions.find(token("t1"))).toBeDefined();
  await stage.forward(HOUR / 2 - 1);
  expect(await sessions.find(token("t1"))).toBeDefined();
  await stage.forward(HOUR / 2);
  expect(await sessions.find(token("t1"))).toBeUndefined();
});

async function oldSession(): Promise<string> {
  const sessionId = await sessions.begin(await signUp("lan"), token("t1"));
  for (let quarter = 0; quarter < 8; quarter += 1) {
    expect(await sessions.find(token("t1"))).toMatchObject({ isOld: false, isCopied: false });
    await stage.forward(HOUR / 4);
  }
  return sessionId;
}

test("a token is changed after two hours of use, once, and both are good while requests are on their way", async () => {
  const sessionId = await oldSession();
  expect(await sessions.find(token("t1"))).toMatchObject({ isOld: true });
  const turns = await Promise.all(["a", "b", "c"].map((next) => sessions.rotate(sessionId, token("t1"), token(next))));
  expect(turns.filter(Boolean)).toHaveLength(1);
  const newest = ["a", "b", "c"][turns.indexOf(true)] ?? "";
  expect(await sessions.find(token(newest))).toMatchObject({ sessionId, isOld: false });
  await stage.forward(59);
  expect(await sessions.find(token("t1"))).toMatchObject({ sessionId, isOld: false, isCopied: false });
});

test("whoever comes with the token before, a minute after the new one was seen, holds a copy", async () => {
  const sessionId = await oldSession();
  await sessions.rotate(sessionId, token("t1"), token("t2"));
  await sessions.find(token("t2"));
  await stage.forward(60);
  expect(await sessions.find(token("t1"))).toMatchObject({ sessionId, isCopied: true });
  expect(await sessions.find(token("t2"))).toMatchObject({ sessionId, isCopied: false });
});

test("an answer with a new token that got lost signs nobody out: the token before gets another", async () => {
  const sessionId = await oldSession();
  await sessions.rotate(sessionId, token("t1"), token("lost"));
  await stage.forward(60);
  expect(await sessions.find(token("t1"))).toMatchObject({ isOld: true, isCopied: false });
  expect(await sessions.rotate(sessionId, token("t1"), token("t3"))).toBe(true);
  expect(await sessions.rotate(sessionId, token("t1"), token("t4"))).toBe(false);
  expect(await sessions.find(token("lost"))).toBeUndefined();
  expect(await sessions.find(token("t3"))).toMatchObject({ sessionId });
});

test("a session that shows its second factor gets a new token, and the one before is worth nothing at once", async () => {
  const sessionId = await sessions.begin(await signUp("lan"), token("t1"), { stage: "second_factor" });
  expect(await sessions.find(token("t1"))).toMatchObject({ stage: "second_factor" });
  await sessions.open(sessionId, token("t2"));
  expect(await sessions.find(token("t1"))).toBeUndefined();
  expect(await sessions.find(token("t2"))).toMatchObject({ sessionId, stage: "open" });
});

test("whoever is suspended can neither sign in nor go on", async () => {
  const id = await signUp("lan");
  await sessions.begin(id, token("t1"));
  await stage.owner.query("update person set suspended_at = now() where id = $1", [id]);
  expect(await credentials().find("lan")).toBeUndefined();
  expect(await sessions.find(token("t1"))).toBeUndefined();
});

test("a child's token opens its own chat, for as long as was said", async () => {
  const contactId = stage.world.newId();
  const childSession = { tokenHash: token("child"), lifeHours: 12 };
  const arrival = anArrival({ contactId, channelId: stage.webchatId, childSession });
  await stage.world.transaction({ kind: "child", contactId }, ({ contacts }) => contacts.arrive(arrival));
  expect(await sessions.findChild(token("child"))).toBe(contactId);
  await stage.forward(12 * HOUR);
  expect(await sessions.findChild(token("child"))).toBeUndefined();
});

test("a child's session that was ended stays ended", async () => {
  const contactId = stage.world.newId();
  const childSession = { tokenHash: token("child"), lifeHours: 12 };
  const arrival = anArrival({ contactId, channelId: stage.webchatId, childSession });
  const child = { kind: "child", contactId } as const;
  await stage.world.transaction(child, ({ contacts }) => contacts.arrive(arrival));
  await stage.world.transaction(child, ({ contacts }) => contacts.endSession(contactId));
  expect(await sessions.findChild(token("child"))).toBeUndefined();
});

test("a channel is known by its key until the key is revoked", async () => {
  const id = await stage.addChannel("zalo");
  await stage.owner.query("update channel set key_hash = $2 where id = $1", [id, token("key")]);
  expect(await sessions.findChannel(token("key"))).toEqual({
    id,
    kind: "zalo",
    aim: { centreId: undefined, skill: undefined },
  });
  expect(await sessions.findChannelOfKind("webchat")).toBe(stage.webchatId);
  await stage.owner.query("update channel set revoked_at = now()");
  expect(await sessions.findChannel(token("key"))).toBeUndefined();
  expect(await sessions.findChannelOfKind("webchat")).toBeUndefined();
});

test("the demo's people and channels are strangers where no demo is allowed", async () => {
  const id = await signUp("lan");
  await sessions.begin(id, token("t1"));
  await stage.owner.query("update channel set key_hash = $1", [token("key")]);
  await stage.owner.query("update person set is_demo = true; update channel set is_demo = true");
  const demo = createSessionStore(stage.database, { allowsDemo: true });
  const seenBy = async (store: SessionStore, allowsDemo: boolean) => [
    (await credentials(allowsDemo).find("lan"))?.person.id,
    (await credentials(allowsDemo).ofPerson(id))?.person.id,
    (await store.find(token("t1")))?.person.id,
    (await store.findChannel(token("key")))?.id,
    await store.findChannelOfKind("webchat"),
  ];
  expect(await seenBy(sessions, false)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(await seenBy(demo, true)).toEqual([id, id, id, stage.webchatId, stage.webchatId]);
});

test("names to be shown are known for colleagues", async () => {
  const id = await signUp("lan");
  expect(await sessions.displayName(id)).toBe("Cô Lan");
  expect(await sessions.displayNames()).toEqual(new Map([[id, "Cô Lan"]]));
});
