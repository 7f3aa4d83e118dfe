import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { asOwner } from "../migrate.ts";
import { inviteFirstAdministrator } from "./first-administrator.ts";
import { createInvitationStore } from "./invitation-store.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages("real");
});
beforeEach(async () => {
  stage = await stages.next();
});
afterAll(() => stages.close());

const invite = () => asOwner(stage.ownerUrl, inviteFirstAdministrator);
const find = (token: string) => createInvitationStore(stage.database).find(token);
const redeem = (token: string) => createInvitationStore(stage.database).redeem(token, "a hash");

test("the link is good once and for a day, and a new one ends it", async () => {
  const first = await invite();
  const second = await invite();
  expect(await find(first?.token ?? "")).toBeUndefined();
  expect(await find(second?.token ?? "")).toMatchObject({ username: "admin", purpose: "invite" });
  const hours = ((second?.expiresAt.getTime() ?? 0) - (await stage.now()).getTime()) / 3_600_000;
  expect(hours).toBeCloseTo(24, 1);
  expect(await redeem(second?.token ?? "")).toBeDefined();
  expect(await redeem(second?.token ?? "")).toBeUndefined();
});

test("there is none as soon as somebody can sign in as an administrator", async () => {
  await redeem((await invite())?.token ?? "");
  expect(await invite()).toBeUndefined();
});

test("two starts at once make one account, and one link that is good", async () => {
  const links = await Promise.all([invite(), invite(), invite()]);
  const { rows } = await stage.owner.query("select from person where 'administrator' = any(roles)");
  expect(rows).toHaveLength(1);
  const good = await Promise.all(links.map((link) => find(link?.token ?? "")));
  expect(good.filter((found) => found !== undefined)).toHaveLength(1);
});

test("counsellors, demo people and a suspended administrator are no administrator; nobody's name is taken", async () => {
  await stage.owner.query(
    `insert into person (id, username, name, display_name, roles, languages, is_demo, suspended_at) values
       (gen_random_uuid(), 'admin', 'A', 'A', array['counsellor'], array['vi'], false, null),
       (gen_random_uuid(), 'chief', 'B', 'B', array['administrator'], array['vi'], false, now()),
       (gen_random_uuid(), 'demo', 'C', 'C', array['administrator'], array['vi'], true, null)`,
  );
  await stage.owner.query("insert into credential (person_id, password_hash) select id, 'a hash' from person");
  expect(await invite()).toMatchObject({ username: "admin-2" });
});

test("it is noted in the audit log, without the token", async () => {
  const link = await invite();
  const { rows } = await stage.owner.query<{ row: string }>(
    "select l::text as row from audit_log l where action = 'person.first_administrator_invited' order by id desc limit 1",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toContain(link?.token);
});
