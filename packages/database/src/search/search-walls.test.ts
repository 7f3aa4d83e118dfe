import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { ROLES, type Role, type Staff } from "@nightlight/domain/access/access";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, takeChat, valueOf, type Chat, type OnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { DatabaseActor } from "../connection.ts";

/** The second wall of search: SQL as the server's role for staff, with no check of the application in between. */
let stages: PostgresStages | undefined;
let stage: PostgresStage;
let centreId: string;
let lan: OnDuty;
let chat: Chat;

beforeEach(async () => {
  stages ??= await openPostgresStages();
  stage = await stages.next();
  centreId = await stage.addCentre();
  lan = await comeOnDuty(stage, { centreId });
  chat = await takeChat(stage, lan, { text: "Con không dám về nhà" });
  const save = (field: "child.00000000.name" | "narrative", value: string) =>
    saveRecord(stage.world, lan, { contactId: chat.contactId, field, value, version: 0 });
  valueOf(await save("child.00000000.name", "Ánh"));
  valueOf(await save("narrative", "Cha dượng đánh"));
});
afterAll(() => stages?.close());

const person = (role: Role, at?: string): Promise<Staff> =>
  stage.addCounsellor({ roles: [role], intent: "off", shift: "none", ...(at === undefined ? {} : { centreId: at }) });
let asked = 0;
const run = (actor: DatabaseActor, sql: string, values: readonly unknown[] = []) =>
  stage.database.transaction(actor, (query) => query(`walls-${String((asked += 1))}`, sql, values));
const candidates = async (actor: DatabaseActor, kind: "person" | "word", token: string): Promise<number> => {
  const sql = "select distinct * from search_entries($1, $2::bigint[], '{}', 0, $3, null)";
  const found = async (most: number): Promise<number> =>
    (await run(actor, sql, [kind, stage.sealing.searchHashes([token]), most])).length;
  const all = await found(10);
  // Whoever wants no more than one may be answered from the newest names: the same walls stand there.
  expect(await found(1)).toBe(Math.min(1, all));
  return all;
};
const entries = async (actor: DatabaseActor): Promise<number> =>
  (await run(actor, "select 1 from search_entry")).length;

describe("who gets which candidates", () => {
  const people: Readonly<Partial<Record<Role, number>>> = { clinical_lead: 1 };

  test.each(ROLES)("%s, of another centre", async (role) => {
    const actor = await person(role, await stage.addCentre());
    expect(await candidates(actor, "person", "anh")).toBe(people[role] ?? 0);
    expect(await candidates(actor, "word", "duong")).toBe(0);
    expect(await entries(actor)).toBe(0);
  });

  test("the counsellor gets their own, the centre's supervisor people and no words", async () => {
    expect([await candidates(lan, "person", "anh"), await candidates(lan, "word", "duong")]).toEqual([1, 1]);
    const hoa = await person("supervisor", centreId);
    expect([await candidates(hoa, "person", "anh"), await candidates(hoa, "word", "duong")]).toEqual([1, 0]);
    expect([await entries(lan), await entries(hoa)]).toEqual([2, 0]);
  });

  test("claiming a role opens nothing, and a suspension ends it", async () => {
    const liar: Staff = { ...(await person("leader", centreId)), roles: ROLES };
    expect(await candidates(liar, "person", "anh")).toBe(0);
    const hoa = await person("supervisor", centreId);
    await stage.owner.query("update person set suspended_at = now() where id = $1", [hoa.id]);
    expect(await candidates(hoa, "person", "anh")).toBe(0);
  });

  test("whoever is barred gets nothing", async () => {
    const lead = await person("clinical_lead");
    for (const barredId of [lead.id, lan.id]) {
      const by = await person("clinical_lead");
      valueOf(
        await barFromContact(stage.world, by, {
          contactId: chat.contactId,
          barredId,
          origin: "named",
          reason: "Cháu nhắc tên một người ở đây",
        }),
      );
    }
    expect([await candidates(lead, "person", "anh"), await candidates(lan, "person", "anh")]).toEqual([0, 0]);
    expect([await candidates(lan, "word", "duong"), await entries(lan)]).toEqual([0, 0]);
  });

  test("children, gateways and the engine have no way to ask", async () => {
    const sql = "select * from search_entries('person', '{1}', '{}', 0, 10, null)";
    for (const actor of [chat.child, { kind: "gateway", channelId: stage.webchatId }, { kind: "system" }] as const) {
      await expect(run(actor, sql)).rejects.toThrow(/permission denied/u);
      await expect(run(actor, "select 1 from search_entry")).rejects.toThrow(/permission denied/u);
    }
  });
});

test("nobody makes a foreign contact findable, or unfindable", async () => {
  const minh = await comeOnDuty(stage);
  const insert = `insert into search_entry (contact_id, field, kind, hashes, at) values ($1, 'x', 'word', '{1}', now())`;
  await expect(run(minh, insert, [chat.contactId])).rejects.toThrow(/row-level security/u);
  await run(minh, "delete from search_entry");
  await run(minh, "update search_entry set hashes = '{1}'");
  expect(await candidates(lan, "person", "anh")).toBe(1);
});

test("holding nothing of an identity opens nothing of it", async () => {
  const hash = stage.sealing.exactHash("+84392345678");
  const minh = await comeOnDuty(stage);
  for (const actor of [minh, await person("supervisor", centreId), await person("clinical_lead")]) {
    const [row] = await run(actor, "select show_previous($1, $2, 10) as ids", [chat.contactId, [hash]]);
    expect(row?.["ids"]).toEqual([]);
  }
});

test("the table holds hashes only: no syllable of what was written", async () => {
  const { rows } = await stage.owner.query<{ line: string }>("select e::text as line from search_entry e");
  expect(rows.map(({ line }) => line).join()).not.toMatch(/anh|duong|cha/iu);
});
