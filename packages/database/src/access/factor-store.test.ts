import { randomBytes } from "node:crypto";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSealing } from "../sealing.ts";
import { createFactorStore, type FactorStore } from "./factor-store.ts";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

let stages: PostgresStages;
let stage: PostgresStage;
let factors: FactorStore;
let lan: string;
let minh: string;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
  factors = createFactorStore(stage.database, stage.sealing);
  lan = (await stage.addCounsellor()).id;
  minh = (await stage.addCounsellor()).id;
});
afterAll(() => stages.close());

test("a secret counts once its first code proved that it arrived; the one before stays good until then", async () => {
  expect(await factors.confirm(lan, 1, [])).toBe(false);
  await factors.propose(lan, SECRET);
  expect(await factors.secret(lan)).toBeUndefined();
  expect(await factors.proposed(lan)).toBe(SECRET);
  expect(await factors.confirm(lan, 100, ["aaaa"])).toBe(true);
  expect(await factors.secret(lan)).toMatchObject({ secret: SECRET, at: await stage.now() });
  expect(await factors.proposed(lan)).toBeUndefined();
  await factors.propose(lan, "ANOTHER");
  expect(await factors.secret(lan)).toMatchObject({ secret: SECRET });
});

test("no time step is good twice, nor an earlier one, also when two come at once", async () => {
  await factors.propose(lan, SECRET);
  await factors.confirm(lan, 100, []);
  expect(await factors.useStep(lan, 100)).toBe(false);
  expect(await factors.useStep(lan, 99)).toBe(false);
  const both = await Promise.all([factors.useStep(lan, 101), factors.useStep(lan, 101)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await factors.useStep(minh, 101)).toBe(false);
});

test("a recovery code is good once, for its own person, until there are new ones", async () => {
  await factors.propose(lan, SECRET);
  await factors.confirm(lan, 1, ["one", "two", "three"]);
  expect(await factors.countRecoveryCodes(lan)).toBe(3);
  expect(await factors.useRecoveryCode(minh, "one")).toBe(false);
  const both = await Promise.all([factors.useRecoveryCode(lan, "one"), factors.useRecoveryCode(lan, "one")]);
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await factors.countRecoveryCodes(lan)).toBe(2);
  await factors.replaceRecoveryCodes(lan, ["four"]);
  expect(await factors.useRecoveryCode(lan, "two")).toBe(false);
  expect(await factors.useRecoveryCode(lan, "four")).toBe(true);
});

test("neither secrets nor codes can be read from the rows, and a secret cannot be moved to somebody else", async () => {
  await factors.propose(lan, SECRET);
  await factors.confirm(lan, 1, ["k7qd-93fm"]);
  const { rows } = await stage.owner.query<{ row: string }>(
    "select f::text as row from second_factor f union all select r::text from recovery_code r",
  );
  expect(rows).toHaveLength(2);
  for (const hidden of [SECRET, "k7qd-93fm"].flatMap((text) => [text, Buffer.from(text).toString("hex")])) {
    expect(JSON.stringify(rows)).not.toContain(hidden);
  }
  await stage.owner.query(
    `insert into second_factor (person_id, sealed, confirmed_at)
       select $1, sealed, confirmed_at from second_factor where person_id = $2`,
    [minh, lan],
  );
  await expect(factors.secret(minh)).rejects.toThrow();
  await expect(createFactorStore(stage.database, createSealing(randomBytes(32))).secret(lan)).rejects.toThrow();
});
