import { createHash } from "node:crypto";
import type { Staff } from "@nightlight/domain/access/access";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, type OnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isVouchedFor, NoLongerStandingError, type DatabaseActor } from "../connection.ts";

let stages: PostgresStages;
let stage: PostgresStage;
let lan: OnDuty;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
  lan = await comeOnDuty(stage);
});
afterAll(() => stages.close());

const remembered = (): Staff => ({ ...lan, isRemembered: true });
/** Changes something, so that it can be seen that nothing was. */
const act = (actor: DatabaseActor) =>
  stage.database.transaction(actor, async (query) => query("act", "update presence set version = 99 returning 1", []));
const hasActed = async () => (await stage.owner.query("select from presence where version = 99")).rows.length > 0;

describe("a remembered member of staff", () => {
  test("acts while everything remembered still holds, and is vouched for by that", async () => {
    const actor = remembered();
    expect(isVouchedFor(actor)).toBe(false);
    expect(await act(actor)).toHaveLength(1);
    expect(isVouchedFor(actor)).toBe(true);
    expect(isVouchedFor(remembered())).toBe(false);
  });

  test.each([
    ["signed out", "update session set ended_at = clock_timestamp()"],
    ["locked", "update session set locked_at = clock_timestamp()"],
    ["to show a second factor again", "update session set stage = 'second_factor'"],
    ["signed in no longer, by time", "update session set expires_at = '2000-01-01'"],
    ["suspended", "update person set suspended_at = clock_timestamp()"],
    ["given another role", "update person set roles = roles || '{leader}'"],
    ["robbed of a role", "update person set roles = '{auditor}'"],
    ["moved to a centre", "update person set centre_id = (select id from centre limit 1)"],
    ["robbed of the session's row", "delete from session"],
  ])("who was %s does nothing", async (_what, change) => {
    await stage.owner.query("insert into centre (id, name) values (gen_random_uuid(), 'Huế')");
    await stage.owner.query(change);
    const actor = remembered();
    await expect(act(actor)).rejects.toBeInstanceOf(NoLongerStandingError);
    expect(await hasActed()).toBe(false);
    expect(isVouchedFor(actor)).toBe(false);
  });

  test("with somebody else's session is nobody", async () => {
    const minh = await comeOnDuty(stage);
    await expect(act({ ...remembered(), sessionId: minh.sessionId })).rejects.toBeInstanceOf(NoLongerStandingError);
  });

  test("leaves the connection fit for the next", async () => {
    const gone = { ...remembered(), sessionId: stage.world.newId() };
    for (let time = 0; time < 20; time += 1) await expect(act(gone)).rejects.toBeInstanceOf(NoLongerStandingError);
    expect(await act(remembered())).toHaveLength(1);
  });
});

describe("a remembered gateway", () => {
  const key = createHash("sha256").update("key").digest();
  let channelId: string;
  beforeEach(async () => {
    channelId = await stage.addChannel("zalo");
    await stage.owner.query("delete from channel_key");
    await stage.owner.query("insert into channel_key (id, channel_id, key_hash) values (gen_random_uuid(), $1, $2)", [
      channelId,
      key,
    ]);
  });
  const see = () =>
    stage.database.transaction(
      { kind: "gateway", channelId, remembered: { keyHash: key, aim: { centreId: undefined, skill: undefined } } },
      async (query) => query("see", "select id from channel", []),
    );

  test("acts while its key opens", async () => {
    expect(await see()).toEqual([{ id: channelId }]);
  });

  test.each([
    ["whose key was revoked", "update channel_key set revoked_at = clock_timestamp()"],
    ["whose key's time has run out", "update channel_key set ends_at = '2000-01-01'"],
    ["whose channel was closed", "update channel set revoked_at = clock_timestamp()"],
    [
      "whose channel belongs elsewhere by now",
      `with c as (insert into centre (id, name) values (gen_random_uuid(), 'Đà Nẵng') returning id)
       update channel set centre_id = c.id from c`,
    ],
    ["whose channel asks for a skill by now", "update channel set skill = (select min(code) from skill)"],
  ])("%s does nothing", async (_what, change) => {
    await stage.owner.query(change);
    await expect(see()).rejects.toBeInstanceOf(NoLongerStandingError);
  });

  test("with the key of another channel is nobody", async () => {
    channelId = await stage.addChannel("sms");
    await expect(see()).rejects.toBeInstanceOf(NoLongerStandingError);
  });
});
