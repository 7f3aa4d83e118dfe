import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { asOwner } from "../migrate.ts";
import { inviteFirstAdministrator } from "./first-administrator.ts";
import { createInvitationStore } from "./invitation-store.ts";
import { restoreAdministrator } from "./restore-administrator.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages("real");
});
beforeEach(async () => {
  stage = await stages.next();
  const first = await asOwner(stage.ownerUrl, inviteFirstAdministrator);
  await createInvitationStore(stage.database).redeem(first?.token ?? "", "the old hash");
});
afterAll(() => stages.close());

const restore = (username?: string) => asOwner(stage.ownerUrl, (owner) => restoreAdministrator(owner, username));
const addAdministrator = (username: string, more = "false, null") =>
  stage.owner.query(
    `insert into person (id, username, name, display_name, roles, languages, is_demo, suspended_at)
       values (gen_random_uuid(), $1, $1, $1, array['administrator'], array['vi'], ${more})`,
    [username],
  );
const countCredentials = async (hash: string): Promise<number> =>
  (await stage.owner.query("select from credential where password_hash = $1", [hash])).rowCount ?? 0;

test("the one administrator gets a link: good once and for a day, and nothing ends before it was used", async () => {
  const first = await restore();
  const second = await restore();
  if (first.kind !== "link" || second.kind !== "link") throw new Error("There was no link");
  const invitations = createInvitationStore(stage.database);
  expect(await invitations.find(first.token)).toBeUndefined();
  expect(await invitations.find(second.token)).toMatchObject({ username: "admin", purpose: "reset" });
  expect((second.expiresAt.getTime() - (await stage.now()).getTime()) / 3_600_000).toBeCloseTo(24, 1);
  expect(await countCredentials("the old hash")).toBe(1);
  expect(await invitations.redeem(second.token, "a new hash")).toBeDefined();
  expect(await invitations.redeem(second.token, "another hash")).toBeUndefined();
  expect([await countCredentials("the old hash"), await countCredentials("a new hash")]).toEqual([0, 1]);
});

test("where there are several, their names are told and one has to be given; demo and suspended ones are none", async () => {
  await addAdministrator("second");
  await addAdministrator("demo", "true, null");
  await addAdministrator("gone", "false, clock_timestamp()");
  const names = { kind: "choose", usernames: ["admin", "second"] };
  expect(await restore()).toEqual(names);
  for (const other of ["gone", "demo", "nobody"]) expect(await restore(other)).toEqual(names);
  expect(await restore("Second")).toMatchObject({ kind: "link", username: "second" });
});

test("each link is noted in the audit log, without its token; a refusal leaves nothing", async () => {
  const { rows: before } = await stage.owner.query<{ last: string }>("select max(id) as last from audit_log");
  await restore("nobody");
  const link = await restore("admin");
  const { rows } = await stage.owner.query<{ row: string }>(
    "select l::text as row from audit_log l where action = 'person.restored_by_operator' and id > $1",
    [before[0]?.last],
  );
  expect(rows).toHaveLength(1);
  expect(link.kind === "link" && rows[0]?.row.includes(link.token)).toBe(false);
});
