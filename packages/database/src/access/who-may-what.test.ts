import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { openContact } from "@nightlight/commands/access/open-contact";
import { readContact } from "@nightlight/commands/contact/read-contact";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { ROLES, type Role, type Staff } from "@nightlight/domain/access/access";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, takeChat, valueOf, type Chat, type OnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { connect, type DatabaseActor } from "../connection.ts";

/**
 * The second wall behind the policy table: SQL as the server's role for staff, with no check of the application in
 * between. What a person may is asked of their own row, whatever the application claims.
 */
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
  valueOf(
    await saveRecord(stage.world, lan, {
      contactId: chat.contactId,
      field: "child.00000000.name",
      value: "An",
      version: 0,
    }),
  );
  valueOf(await readContact(stage.world, lan, chat.contactId));
});
afterAll(() => stages?.close());

const person = (role: Role, at?: string): Promise<Staff> =>
  stage.addCounsellor({ roles: [role], intent: "off", shift: "none", ...(at === undefined ? {} : { centreId: at }) });
let asked = 0;
const run = (actor: DatabaseActor, sql: string, values: readonly unknown[] = []) =>
  stage.database.transaction(actor, (query) => query(`may-${String((asked += 1))}`, sql, values));
const count = async (actor: DatabaseActor, table: string, where: string): Promise<number> =>
  Number((await run(actor, `select count(*)::int as n from ${table} where ${where}`))[0]?.["n"] ?? 0);

const WORDS = ["message", "contact_key", "record_field"] as const;
const seenBy = async (actor: DatabaseActor) => {
  const ofContact = `contact_id = '${chat.contactId}'`;
  const words = await Promise.all(WORDS.map((table) => count(actor, table, ofContact)));
  return {
    state: await count(actor, "contact", `id = '${chat.contactId}'`),
    words: words.reduce((sum, each) => sum + each, 0),
    readings: await count(actor, "access_log", ofContact),
  };
};
const NOTHING = { state: 0, words: 0, readings: 0 };
const REASON = "Cháu nhắc tên một người ở đây";
const open = (actor: Staff, kind: "supervision" | "break_glass") =>
  openContact(stage.world, actor, { contactId: chat.contactId, kind, reason: REASON });
const bar = async (barredId: string) =>
  barFromContact(stage.world, await person("clinical_lead"), {
    contactId: chat.contactId,
    barredId,
    origin: "named",
    reason: REASON,
  });
const openSql = `insert into opening (id, contact_id, person_id, kind, sealed, opened_at, expires_at)
  values (gen_random_uuid(), $1, $2, $3, '\\x00', clock_timestamp(), clock_timestamp() + interval '10 minutes')`;

describe("each role sees what its column says", () => {
  const expected: Readonly<Record<Role, object>> = {
    counsellor: NOTHING,
    supervisor: { ...NOTHING, state: 1 },
    clinical_lead: { ...NOTHING, state: 1, readings: 1 },
    auditor: { ...NOTHING, readings: 1 },
    leader: NOTHING,
    administrator: NOTHING,
    officer: NOTHING,
    case_worker: NOTHING,
  };

  test.each(ROLES)("%s, of another centre", async (role) => {
    expect(await seenBy(await person(role, await stage.addCentre()))).toEqual(expected[role]);
  });

  test("the counsellor sees their own with its readings, and the centre's supervisor the readings", async () => {
    expect(await seenBy(lan)).toEqual({ state: 1, words: 3, readings: 1 });
    expect(await seenBy(await person("supervisor", centreId))).toEqual({ state: 1, words: 0, readings: 1 });
  });

  test("numbers are for those who watch and those who lead", async () => {
    for (const role of ROLES) {
      const rows = await run(await person(role), "select * from contact_figures()");
      expect([role, rows.length]).toEqual([role, ["leader", "supervisor", "clinical_lead"].includes(role) ? 1 : 0]);
    }
  });
});

describe("roles come from the person's own row", () => {
  test("claiming a role opens nothing", async () => {
    const liar: Staff = { ...(await person("leader", centreId)), roles: ROLES };
    expect(await seenBy(liar)).toEqual(NOTHING);
    await expect(run(liar, openSql, [chat.contactId, liar.id, "break_glass"])).rejects.toThrow(/row-level security/u);
  });

  test("a role that was taken away, or a suspension, ends an opening at once", async () => {
    for (const change of ["roles = '{counsellor}'", "suspended_at = now()"]) {
      const hoa = await person("supervisor", centreId);
      valueOf(await open(hoa, "supervision"));
      expect((await seenBy(hoa)).words).toBe(3);
      await stage.owner.query(`update person set ${change} where id = $1`, [hoa.id]);
      expect((await seenBy(hoa)).words).toBe(0);
    }
  });
});

describe("an opening", () => {
  test("opens the words to one person until its time runs out, for reading only", async () => {
    const hoa = await person("supervisor", await stage.addCentre());
    valueOf(await open(hoa, "break_glass"));
    expect((await seenBy(hoa)).words).toBe(3);
    expect((await seenBy(await person("supervisor", centreId))).words).toBe(0);
    const writes = [
      `insert into message (id, contact_id, sequence, author, author_id, client_key, sealed, posted_at)
       values (gen_random_uuid(), $1, 99, 'counsellor', '${hoa.id}', 'x', '\\x00', now())`,
      `insert into record_field (contact_id, field, version, sealed, saved_by, saved_at, definition)
       values ($1, 'name', 9, '\\x00', '${hoa.id}', now(), 1)`,
    ];
    for (const sql of writes) await expect(run(hoa, sql, [chat.contactId])).rejects.toThrow(/row-level security/u);
    expect(
      await run(hoa, "update message set seen_at = now() where contact_id = $1 returning 1", [chat.contactId]),
    ).toEqual([]);
    expect(await run(hoa, "delete from record_field where contact_id = $1 returning 1", [chat.contactId])).toEqual([]);
    await stage.forward(3600);
    expect((await seenBy(hoa)).words).toBe(0);
  });

  test("is made by whoever may, for themselves, for an hour at most, and stays as it is", async () => {
    const hoa = await person("supervisor", await stage.addCentre());
    const deny = /row-level security/u;
    await expect(run(hoa, openSql, [chat.contactId, hoa.id, "supervision"])).rejects.toThrow(deny);
    await expect(run(hoa, openSql, [chat.contactId, lan.id, "break_glass"])).rejects.toThrow(deny);
    await expect(run(lan, openSql, [chat.contactId, lan.id, "break_glass"])).rejects.toThrow(deny);
    const forever = openSql.replace("10 minutes", "2 hours");
    await expect(run(hoa, forever, [chat.contactId, hoa.id, "break_glass"])).rejects.toThrow(/opening_check/u);
    valueOf(await open(hoa, "break_glass"));
    await expect(run(hoa, "update opening set expires_at = now() + interval '1 year'")).rejects.toThrow(/permission/u);
    await expect(run(hoa, "delete from opening")).rejects.toThrow(/permission/u);
    const review = "update opening set reviewed_by = $1, reviewed_at = now() returning 1";
    expect(await run(hoa, review, [hoa.id])).toEqual([]);
    expect(await run(await person("auditor"), review, [hoa.id])).toEqual([]);
    await expect(run(await person("clinical_lead"), review, [hoa.id])).rejects.toThrow(deny);
  });
});

describe("a bar", () => {
  test.each(ROLES)("leaves nothing to a %s, not even by an opening that was in force", async (role) => {
    const hoa = await person(role, centreId);
    if (role === "supervisor" || role === "clinical_lead") valueOf(await open(hoa, "break_glass"));
    valueOf(await bar(hoa.id));
    expect(await seenBy(hoa)).toEqual(NOTHING);
    expect(await count(hoa, "opening", `contact_id = '${chat.contactId}'`)).toBe(0);
    expect(await count(hoa, "barring", `contact_id = '${chat.contactId}'`)).toBe(0);
    expect(await run(hoa, "select id from contact where id = $1 for update", [chat.contactId])).toEqual([]);
    await expect(run(hoa, openSql, [chat.contactId, hoa.id, "break_glass"])).rejects.toThrow(/row-level security/u);
  });

  test("takes everything from the counsellor whose it was, the offer too, and names no lock of theirs", async () => {
    valueOf(await bar(lan.id));
    // Not even that she read it herself.
    expect(await seenBy(lan)).toEqual(NOTHING);
    expect(await count(lan, "offer", `contact_id = '${chat.contactId}'`)).toBe(0);
    // A setting that only locking should make shows the bare state; the words stay shut.
    const words = await stage.database.transaction(lan, async (query) => {
      await query("may-fake-lock", "select set_config('nightlight.locked_contact', $1, true)", [chat.contactId]);
      return query("may-fake-words", "select 1 from message where contact_id = $1", [chat.contactId]);
    });
    expect(words).toEqual([]);
  });

  test("of a centre holds for whoever works there now or comes later", async () => {
    valueOf(await bar(centreId));
    expect(await seenBy(lan)).toEqual(NOTHING);
    expect(await seenBy(await person("supervisor", centreId))).toEqual(NOTHING);
    expect((await seenBy(await person("supervisor"))).state).toBe(1);
  });

  test("is not written past the application: no lock, no name of another, no deletion", async () => {
    const hoa = await person("supervisor");
    const insert = `insert into barring (id, contact_id, barred_id, is_office, origin, barred_by)
      values (gen_random_uuid(), $1, $2, false, 'named', $3)`;
    await expect(run(hoa, insert, [chat.contactId, lan.id, hoa.id])).rejects.toThrow(/row-level security/u);
    await expect(run(hoa, "delete from barring")).rejects.toThrow(/permission/u);
    await expect(run(hoa, "update barring set sealed = null")).rejects.toThrow(/permission/u);
    // The array in the contact is written under its lock only.
    const clear = "update contact set barred = '{}' where id = $1";
    await expect(run(hoa, clear, [chat.contactId])).rejects.toThrow(/row-level security/u);
  });
});

test("whom somebody's number belongs to is told to gateways and the engine, as ids", async () => {
  const sql = "select people_of_identity(array['\\x00'::bytea])";
  await expect(run(lan, sql)).rejects.toThrow(/permission denied/u);
  await expect(run(chat.child, sql)).rejects.toThrow(/permission denied/u);
  expect(await count(await person("administrator"), "person_identity", "true")).toBe(0);
});

test("what one supervisor opened does not stay open for the next one on the same connection", async () => {
  const one = connect({ url: stage.appUrl, connections: { staff: 1 } });
  const words = async (actor: Staff): Promise<number> =>
    (await one.transaction(actor, (query) => query("may-one", "select 1 from message", []))).length;
  const [hoa, next] = [await person("supervisor", centreId), await person("supervisor", centreId)];
  valueOf(await open(hoa, "supervision"));
  expect([await words(hoa), await words(next), await words(lan), await words(next)]).toEqual([1, 0, 1, 0]);
  await one.close();
});
