import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDeviceStore, type DeviceStore } from "./device-store.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";

const MINUTE = 60;
const token = (text: string): Buffer => Buffer.from(text.padEnd(32, "."));

let stages: PostgresStages;
let stage: PostgresStage;
let devices: DeviceStore;
let sessions: SessionStore;
let lan: string;
let minh: string;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
  devices = createDeviceStore(stage.database);
  sessions = createSessionStore(stage.database, { allowsDemo: false });
  lan = (await stage.addCounsellor()).id;
  minh = (await stage.addCounsellor()).id;
  await stage.owner.query("update session set ended_at = now()");
});
afterAll(() => stages.close());

test("everybody sees where they are signed in, and nobody else", async () => {
  const first = await sessions.begin(lan, token("1"), { device: { browser: "chrome", system: "windows" } });
  await stage.forward(MINUTE);
  const second = await sessions.begin(lan, token("2"), { device: { browser: "firefox", system: "linux" } });
  await sessions.begin(minh, token("3"));
  const list = await devices.list(lan);
  expect(list.map(({ sessionId, browser, system }) => [sessionId, browser, system])).toEqual([
    [second, "firefox", "linux"],
    [first, "chrome", "windows"],
  ]);
  await stage.forward(30 * MINUTE);
  expect(await devices.list(lan)).toEqual([]);
});

test("one device is ended, or all, or all but this one; those of others stay", async () => {
  const ids = [];
  for (const name of ["1", "2", "3"]) ids.push(await sessions.begin(lan, token(name)));
  const theirs = await sessions.begin(minh, token("4"));
  expect(await devices.end(lan, { only: theirs })).toEqual([]);
  expect(await devices.end(lan, { only: ids[0] ?? "" })).toEqual([ids[0]]);
  expect(await devices.end(lan, { only: ids[0] ?? "" })).toEqual([]);
  expect(await devices.end(lan, { except: ids[1] ?? "" })).toEqual([ids[2]]);
  expect(await devices.end(lan, {})).toEqual([ids[1]]);
  expect(await sessions.find(token("1"))).toBeUndefined();
  expect(await sessions.find(token("4"))).toMatchObject({ sessionId: theirs });
});

test("a lock is known to the server, remembers what was being done, and is lifted once", async () => {
  const id = await sessions.begin(lan, token("1"));
  expect(await devices.lock(id)).toBe(true);
  expect(await devices.lock(id)).toBe(false);
  await devices.rememberIntent(id, "available");
  expect(await sessions.find(token("1"))).toMatchObject({ isLocked: true });
  expect(await devices.unlock(id)).toEqual({ intent: "available" });
  expect(await devices.unlock(id)).toEqual({ intent: undefined });
  expect(await sessions.find(token("1"))).toMatchObject({ isLocked: false });
});

test("only a session that is open can be locked", async () => {
  const id = await sessions.begin(lan, token("1"), { stage: "enrolment" });
  expect(await devices.lock(id)).toBe(false);
});

test("five PINs are tried in a row, also when they come at once; locking again gives no more", async () => {
  const id = await sessions.begin(lan, token("1"));
  await devices.lock(id);
  const tries = await Promise.all(Array.from({ length: 9 }, () => devices.tryPin(id)));
  expect(tries.filter(Boolean)).toHaveLength(5);
  await devices.lock(id);
  expect(await devices.tryPin(id)).toBe(false);
  await devices.unlock(id);
  expect(await devices.tryPin(id)).toBe(true);
});

test("connected sessions are kept alive; the fate of each is told", async () => {
  const [living, locked, ended, suspended] = [
    await sessions.begin(lan, token("1")),
    await sessions.begin(lan, token("2")),
    await sessions.begin(lan, token("3")),
    await sessions.begin(minh, token("4")),
  ];
  await devices.lock(locked);
  await sessions.end(ended);
  await stage.owner.query("update person set suspended_at = now() where id = $1", [minh]);
  await stage.forward(29 * MINUTE);
  expect(await devices.fates([living, locked, ended, suspended])).toEqual([
    { sessionId: living, isAlive: true, isLocked: false },
    { sessionId: locked, isAlive: true, isLocked: true },
    { sessionId: ended, isAlive: false, isLocked: true },
    { sessionId: suspended, isAlive: false, isLocked: true },
  ]);
  await stage.forward(29 * MINUTE);
  expect(await sessions.find(token("1"))).toBeDefined();
});

test("a browser is known to the one who used it, until it lies unused for more than a year", async () => {
  await stage.owner.query("update person set username = 'lan' where id = $1", [lan]);
  await devices.remember(lan, token("browser"));
  expect(await devices.isKnown("lan", token("browser"))).toBe(true);
  expect(await devices.isKnown("minh", token("browser"))).toBe(false);
  expect(await devices.isKnown("lan", token("another"))).toBe(false);
  await stage.forward(400 * 24 * 60 * MINUTE);
  expect(await devices.isKnown("lan", token("browser"))).toBe(false);
});
