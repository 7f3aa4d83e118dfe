import { suspendPerson } from "@nightlight/commands/person/change-person";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import type { CounsellorActor } from "@nightlight/testkit/stage";
import { emptyDrawers } from "./empty-drawers.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

/** The second wall of administration: statements that no command makes, as if the application's checks were off. */
describe.skipIf(isPostgresMissing())("with the application's checks off", () => {
  let stages: PostgresStages;
  let stage: PostgresStage;
  let admin: CounsellorActor;
  let lan: CounsellorActor;
  beforeAll(async () => {
    stages = await openPostgresStages();
  });
  afterAll(() => stages.close());
  beforeEach(async () => {
    stage = await stages.next();
    admin = await stage.addCounsellor({ roles: ["administrator"] });
    lan = await stage.addCounsellor();
  });
  let statements = 0;
  const as = (who: CounsellorActor, sql: string, values: readonly unknown[] = []) =>
    stage.database.transaction(who, (query) =>
      query<{ id: string }>(`guard-${String((statements += 1))}`, sql, values),
    );

  test.each([
    ["a role", "update person set roles = array['administrator'] where id = $1 returning id"],
    ["somebody's end", "update person set suspended_at = clock_timestamp() where id = $1 returning id"],
  ])("a counsellor gives nobody %s", async (_, sql) => {
    for (const id of [lan.id, admin.id]) expect(await as(lan, sql, [id])).toEqual([]);
  });

  test.each([
    ["ends no foreign session", "select end_sessions_of($1)"],
    ["makes no sign-in worthless", "select forget_sign_in_of($1, clock_timestamp())"],
    ["takes no reset back", "select recall_sign_in_of($1, clock_timestamp() - interval '8 seconds')"],
    ["learns nothing of what somebody carries", "select * from carried_by($1)"],
    ["equips nobody", "select equip_counsellor($1, 9)"],
    ["rosters nobody", "insert into roster (shift_id, counsellor_id) select id, $1::uuid from shift"],
    [
      "makes no account",
      "insert into person (id, username, name, display_name, roles, languages) values ($1, 'x', 'x', 'x', '{}', '{}')",
    ],
    ["makes no channel key", "insert into channel_key (channel_id, key_hash) values ($1, 'x')"],
    ["makes no centre", "insert into centre (id, name) values ($1, 'x')"],
  ])("a counsellor %s", async (_, sql) => {
    await expect(as(lan, sql, [admin.id])).rejects.toThrow(/Only|row-level security/u);
  });

  test("a counsellor sees no key of a channel, and nobody sees a password", async () => {
    await stage.owner.query("insert into channel_key (channel_id, key_hash) values ($1, 'x')", [stage.webchatId]);
    expect(await as(lan, "select id from channel_key")).toEqual([]);
    expect(await as(lan, "select id from channel")).toEqual([]);
    expect(await as(admin, "select id from channel_key")).toHaveLength(1);
    for (const who of [lan, admin])
      await expect(as(who, "select person_id from credential")).rejects.toThrow(/denied/u);
  });

  test.each([
    [
      "gives themselves no role",
      "update person set roles = array['administrator', 'supervisor'] where id = $1",
      "Nobody gives",
    ],
    [
      "does not take the last administrator's role",
      "update person set roles = '{}' where id = $1",
      "last administrator",
    ],
    [
      "does not end the last administrator",
      "update person set suspended_at = clock_timestamp() where id = $1",
      "last administrator",
    ],
    ["does not reset their own sign-in", "select forget_sign_in_of($1, clock_timestamp())", "Only another"],
  ])("an administrator %s", async (_, sql, message) => {
    await expect(as(admin, sql, [admin.id])).rejects.toThrow(message);
  });

  test("what was set aside for taking a reset back is read by nobody, comes back whole, and goes for good", async () => {
    const { owner } = stage;
    await owner.query("update credential set password_hash = 'hash', pin_hash = 'pin' where person_id = $1", [lan.id]);
    await owner.query(
      "insert into second_factor (person_id, sealed, confirmed_at, last_step) values ($1, '\\x0102', clock_timestamp(), 7)",
      [lan.id],
    );
    await owner.query("insert into recovery_code (person_id, code_hash) values ($1, '\\xaa'), ($1, '\\xbb')", [lan.id]);
    await owner.query("insert into known_device (token_hash, person_id) values ('\\xcc', $1)", [lan.id]);
    const signIn = async () => {
      const found: object[][] = [];
      for (const table of ["credential", "second_factor", "recovery_code", "known_device"])
        found.push((await owner.query<object>(`select * from ${table} where person_id = $1`, [lan.id])).rows);
      return found;
    };
    const before = await signIn();
    await as(admin, "select forget_sign_in_of($1, clock_timestamp())", [lan.id]);
    expect(await signIn()).toEqual([[], [], [], []]);
    for (const who of [lan, admin])
      await expect(as(who, "select person_id from sign_in_set_aside")).rejects.toThrow(/denied/u);
    await owner.query(
      "insert into invitation (token_hash, person_id, purpose, expires_at) values ('\\x01', $1, 'reset', 'infinity')",
      [lan.id],
    );
    const recall = "select recall_sign_in_of($1, clock_timestamp() - interval '8 seconds') as id";
    expect(await as(admin, recall, [lan.id])).toEqual([{ id: true }]);
    expect(await signIn()).toEqual(before);
    expect((await owner.query("select from invitation where used_at is null")).rows).toEqual([]);
    expect(await as(admin, recall, [lan.id])).toEqual([{ id: false }]);

    await as(admin, "select forget_sign_in_of($1, clock_timestamp() - interval '9 seconds')", [lan.id]);
    await emptyDrawers(stage.database);
    expect((await owner.query("select from sign_in_set_aside")).rows).toEqual([]);
  });

  test("a link that was taken is not taken back from whoever took it", async () => {
    await as(admin, "select forget_sign_in_of($1, clock_timestamp())", [lan.id]);
    await stage.owner.query("insert into credential (person_id, password_hash) values ($1, 'new')", [lan.id]);
    const recall = "select recall_sign_in_of($1, clock_timestamp() - interval '8 seconds') as id";
    expect(await as(admin, recall, [lan.id])).toEqual([{ id: false }]);
    const { rows } = await stage.owner.query("select password_hash from credential where person_id = $1", [lan.id]);
    expect(rows).toEqual([{ password_hash: "new" }]);
  });

  test("an account that was closed for good stays as it is", async () => {
    await stage.owner.query("update person set suspended_at = now(), offboarded_at = now() where id = $1", [lan.id]);
    const open = "update person set suspended_at = null, offboarded_at = null where id = $1";
    await expect(as(admin, open, [lan.id])).rejects.toThrow("closed for good");
  });

  test("an administrator whose access was taken manages nothing more", async () => {
    const second = await stage.addCounsellor({ roles: ["administrator"] });
    await stage.owner.query("update person set suspended_at = now() where id = $1", [second.id]);
    await expect(as(second, "select end_sessions_of($1)", [lan.id])).rejects.toThrow("Only an administrator");
    expect(await as(second, "update person set name = 'x' where id = $1 returning id", [lan.id])).toEqual([]);
  });

  test("of two administrators who suspend each other at the same time, one stays", async () => {
    const second = await stage.addCounsellor({ roles: ["administrator"] });
    const outcomes = await Promise.all([
      suspendPerson(stage.world, admin, { id: second.id, version: 1 }),
      suspendPerson(stage.world, second, { id: admin.id, version: 1 }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
      refusal: expect.stringMatching(/last-administrator|not-found/u),
    });
  });
});
