import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DatabaseActor } from "../connection.ts";

/** What signing in rests on is out of everybody's reach but the sign-in's own role, with no check of ours in between. */
let stages: PostgresStages;
let stage: PostgresStage;
let actors: readonly [name: string, actor: DatabaseActor][];
beforeAll(async () => {
  stages = await openPostgresStages();
  stage = await stages.next();
  const lan = await stage.addCounsellor();
  const administrator = await stage.addCounsellor();
  await stage.owner.query("update person set roles = '{administrator}' where id = $1", [administrator.id]);
  actors = [
    ["a counsellor", lan],
    ["an administrator", { ...administrator, roles: ["administrator"] }],
    ["a child", { kind: "child", contactId: stage.world.newId() }],
    ["a gateway", { kind: "gateway", channelId: stage.webchatId }],
    ["the engine", { kind: "system" }],
  ];
});
afterAll(() => stages.close());

const TABLES = ["second_factor", "recovery_code", "invitation", "sign_in_try", "known_device", "credential"] as const;

test.each(TABLES)("%s", async (table) => {
  for (const [name, actor] of actors) {
    for (const sql of [`select * from ${table}`, `delete from ${table}`, `insert into ${table} default values`]) {
      const run = stage.database.transaction(actor, (query) => query(`wall ${sql}`, sql, []));
      await expect(run, `${name}: ${sql}`).rejects.toThrow(/permission denied/u);
    }
  }
});

test("nobody else reads the hash of a token, or brings a session to life", async () => {
  for (const [name, actor] of actors) {
    for (const sql of [
      "select token_hash, previous_hash from session",
      "update session set ended_at = null, stage = 'open', locked_at = null",
    ]) {
      const run = stage.database.transaction(actor, (query) => query(`wall ${sql}`, sql, []));
      await expect(run, `${name}: ${sql}`).rejects.toThrow(/permission denied/u);
    }
  }
});
