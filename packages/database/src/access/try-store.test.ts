import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTryStore, type TryKey, type TryStore } from "./try-store.ts";

let stages: PostgresStages;
let stage: PostgresStage;
let tries: TryStore;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
  await stage.owner.query("delete from sign_in_try");
  tries = createTryStore(stage.database, stage.sealing);
});
afterAll(() => stages.close());

const account = (of: string): TryKey => ({ kind: "account", of, waits: SIGN_IN_POLICY.accountWaits });
const wait = async (key: TryKey) => (await tries.begin(key)).waitSeconds;

test("after the fifth failure in a row one waits, each time twice as long, and never longer than a quarter of an hour", async () => {
  const key = account("lan");
  for (let n = 0; n < 5; n += 1) expect(await wait(key)).toBeUndefined();
  for (const seconds of [30, 60, 120, 240, 480, 900, 900, 900]) {
    expect(await wait(key)).toBe(seconds);
    await stage.forward(seconds - 1);
    expect(await wait(key)).toBe(1);
    await stage.forward(1);
    expect(await wait(key)).toBeUndefined();
  }
});

test("many at once cannot overtake the count", async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => tries.begin(account("lan"))));
  expect(answers.filter(({ waitSeconds }) => waitSeconds === undefined)).toHaveLength(5);
  expect(Math.max(...answers.map((each) => each.tries))).toBe(40);
});

test("accounts are counted apart, and a success begins the count again", async () => {
  for (let n = 0; n < 6; n += 1) await tries.begin(account("lan"));
  expect(await wait(account("minh"))).toBeUndefined();
  expect(await wait({ ...account("lan"), kind: "device" })).toBeUndefined();
  await tries.succeed(account("lan"));
  expect(await tries.begin(account("lan"))).toMatchObject({ waitSeconds: undefined, tries: 1 });
});

test("what was tried a day ago is forgotten", async () => {
  for (let n = 0; n < 5; n += 1) await tries.begin(account("lan"));
  await stage.forward(SIGN_IN_POLICY.forgetAfterHours * 3600);
  expect(await tries.begin(account("lan"))).toMatchObject({ waitSeconds: undefined, tries: 1 });
});

test("a colleague who gets in takes back one try of a shared address, and opens it", async () => {
  const office: TryKey = { kind: "address", of: "192.0.2.1", waits: [0, 0, 30] };
  for (let n = 0; n < 3; n += 1) expect(await wait(office)).toBeUndefined();
  expect(await wait(office)).toBe(30);
  await tries.takeBack(office);
  expect(await wait(office)).toBeUndefined();
  expect(await wait(office)).toBe(30);
});

test("neither names nor addresses can be read from the rows, and old rows go", async () => {
  await tries.begin({ kind: "address", of: "192.0.2.1", waits: [0] });
  await tries.begin(account("hoang.thi.lan"));
  const { rows } = await stage.owner.query<{ row: string }>("select t::text as row from sign_in_try t");
  expect(rows).toHaveLength(2);
  for (const hidden of ["192.0.2.1", "hoang"].flatMap((text) => [text, Buffer.from(text).toString("hex")])) {
    expect(JSON.stringify(rows)).not.toContain(hidden);
  }
  await stage.forward(2 * SIGN_IN_POLICY.forgetAfterHours * 3600 + 1);
  await tries.succeed(account("minh"));
  expect((await stage.owner.query("select from sign_in_try")).rowCount).toBe(0);
});
