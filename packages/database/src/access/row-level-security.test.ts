import { saveRecord } from "@nightlight/commands/contact/save-record";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, takeChat, valueOf, type Chat, type OnDuty } from "@nightlight/testkit/scene";
import type { ChildActor } from "@nightlight/testkit/stage";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, ROLE_OF_ACTOR, type DatabaseActor } from "../connection.ts";

/**
 * The second wall: the server's role, with no check of the application in between. Lan talks with a child; Minh and the
 * other child must not see a trace of it.
 */
let stages: PostgresStages;
let stage: PostgresStage;
let lan: OnDuty;
let minh: OnDuty;
let chat: Chat;
let other: ChildActor;

beforeAll(async () => {
  stages = await openPostgresStages();
  stage = await stages.next();
  lan = await comeOnDuty(stage);
  chat = await takeChat(stage, lan, { text: "Con không dám về nhà" });
  valueOf(
    await saveRecord(stage.world, lan, {
      contactId: chat.contactId,
      field: "child.00000000.name",
      value: "An",
      version: 0,
    }),
  );
  minh = await comeOnDuty(stage, { intent: "break" });
  other = await beginChat(stage, { text: "Con là người khác" });
});
afterAll(() => stages.close());

const run = (actor: DatabaseActor, sql: string, values: readonly unknown[] = []) =>
  stage.database.transaction(actor, (query) => query(`rls-${String(sql.length)}-${sql.slice(0, 40)}`, sql, values));
/** What appears: nothing, too, where the kind of actor has no business with the table at all. */
const see = (actor: DatabaseActor, sql: string, values: readonly unknown[] = []) =>
  run(actor, sql, values).catch((error: unknown) => {
    if (String(error).includes("permission denied")) return [];
    throw error;
  });
const count = async (actor: DatabaseActor, table: string, where = "true"): Promise<number> =>
  Number((await see(actor, `select count(*)::int as n from ${table} where ${where}`))[0]?.["n"] ?? 0);

const SYSTEM = { kind: "system" } as const;
const SIGN_IN = { kind: "sign-in" } as const;
const tablesWithWords = ["message", "contact_key", "contact_identity", "record_field"];
const rows = () => `contact_id = '${chat.contactId}'`;

describe("somebody else's conversation", () => {
  const strangers: readonly { name: string; actor: () => DatabaseActor }[] = [
    { name: "another counsellor", actor: () => minh },
    { name: "another child", actor: () => other },
    { name: "another gateway", actor: () => ({ kind: "gateway", channelId: minh.id }) },
    { name: "a counsellor with the child's id", actor: () => ({ ...lan, id: chat.contactId }) },
    { name: "a child with the counsellor's id", actor: () => ({ kind: "child", contactId: lan.id }) },
  ];

  test.each(strangers)("does not appear to $name, and cannot be touched", async ({ actor }) => {
    for (const table of tablesWithWords) expect([table, await count(actor(), table, rows())]).toEqual([table, 0]);
    expect(await count(actor(), "contact", `id = '${chat.contactId}'`)).toBe(0);
    expect(await count(actor(), "offer", rows())).toBe(0);
    expect(await count(actor(), "event", `subject_id = '${chat.contactId}'`)).toBe(0);
    for (const change of [
      `update contact set lane = 'low' where id = '${chat.contactId}' returning id`,
      `select id from contact where id = '${chat.contactId}' for update`,
      `update message set seen_at = clock_timestamp() where ${rows()} returning id`,
      `update offer set status = 'declined' where ${rows()} returning id`,
      `delete from record_field where ${rows()} returning field`,
    ]) {
      expect([change, await see(actor(), change)]).toEqual([change, []]);
    }
  });

  test.each(strangers)("cannot be written into by $name", async ({ actor }) => {
    const attempts = [
      `insert into message (id, contact_id, sequence, author, author_id, client_key, sealed, posted_at)
       values (gen_random_uuid(), $1, 99, 'counsellor', '${minh.id}', 'x', '\\x00', now())`,
      `insert into message (id, contact_id, sequence, author, client_key, sealed, posted_at)
       values (gen_random_uuid(), $1, 99, 'child', 'x', '\\x00', now())`,
      `insert into record_field (contact_id, field, version, sealed, saved_by, saved_at, definition)
       values ($1, 'name', 9, '\\x00', '${minh.id}', now(), 1)`,
      `insert into contact_identity (contact_id, sealed, exact_hash) values ($1, '\\x00', '\\x00')`,
      `insert into event (subject, subject_id, version, type, data, actor_kind, at)
       values ('contact', $1, 99, 'contact_abandoned', '{}', 'system', now())`,
    ];
    for (const attempt of attempts) {
      await expect(run(actor(), attempt, [chat.contactId])).rejects.toThrow(/row-level security|permission denied/u);
    }
  });

  test.each([
    { name: "the engine", actor: SYSTEM },
    { name: "signing in", actor: SIGN_IN },
  ])("keeps its words from $name too", async ({ actor }) => {
    for (const table of tablesWithWords) expect([table, await count(actor, table)]).toEqual([table, 0]);
  });

  test("appears to its two sides", async () => {
    for (const actor of [lan, chat.child]) {
      expect(await count(actor, "message", rows())).toBe(1);
      expect(await count(actor, "contact_key", rows())).toBe(1);
    }
    expect(await count(lan, "record_field", rows())).toBe(1);
    expect(await count(chat.child, "record_field", rows())).toBe(0);
  });
});

describe("each to their own", () => {
  test("a counsellor sees their own presence and lease, and writes no other's", async () => {
    for (const table of ["presence", "lease"]) {
      expect(await count(minh, table)).toBe(1);
      expect(
        await run(minh, `update ${table} set counsellor_id = counsellor_id where counsellor_id = $1 returning 1`, [
          lan.id,
        ]),
      ).toEqual([]);
    }
    const checkIn = "update roster set checked_in_at = null where counsellor_id = $1 returning 1";
    expect(await run(minh, checkIn, [lan.id])).toEqual([]);
  });

  test("passwords and tokens are seen when signing in and by nobody else", async () => {
    for (const actor of [minh, other, SYSTEM]) {
      expect(await count(actor, "credential")).toBe(0);
      expect(await count(actor, "session", `person_id = '${lan.id}'`)).toBe(0);
      expect(await count(actor, "child_session")).toBe(0);
    }
    expect(await count(SIGN_IN, "session")).toBe(2);
  });

  test("a child learns of no other person than its own counsellor", async () => {
    expect(await run(chat.child, "select id from person")).toEqual([{ id: lan.id }]);
    expect(await run(other, "select id from person")).toEqual([]);
  });

  test("whoever locked their own contact sees its place, and nobody else's that is taken", async () => {
    const seen = (actor: DatabaseActor, contactId: string) =>
      stage.database.transaction(actor, async (query) => {
        await query("rls-lock", "select set_config('nightlight.locked_contact', $1, true)", [contactId]);
        return query("rls-slots", "select counsellor_id as id from slot where contact_id is not null", []);
      });
    expect(await seen(other, other.contactId)).toEqual([]);
    expect(await seen(chat.child, chat.contactId)).toEqual([{ id: lan.id }]);
    const free = "update slot set contact_id = null where counsellor_id = $1 returning 1";
    expect(await run(minh, free, [lan.id])).toEqual([]);
    const take = "update slot set contact_id = $1 where counsellor_id = $2";
    await expect(run(minh, take, [other.contactId, minh.id])).rejects.toThrow(/row-level security/u);
  });

  test("nobody writes either log in somebody else's name", async () => {
    const event = `insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
      values ('counsellor', '${minh.id}', 99, 'intent_changed', '{}', $1, $2, now())`;
    const access = `insert into access_log (actor_kind, actor_id, contact_id, action)
      values ($1, $2, '${chat.contactId}', 'read-conversation')`;
    const names = [
      ["counsellor", lan.id],
      ["system", null],
      ["child", minh.id],
    ];
    for (const sql of [event, access]) {
      for (const name of names) await expect(run(minh, sql, name)).rejects.toThrow(/row-level security/u);
    }
  });

  test.each(["update", "delete"] as const)(
    "nobody can %s what happened: the log and the access log only grow",
    async (verb) => {
      for (const table of ["event", "access_log"]) {
        const sql = verb === "delete" ? `delete from ${table}` : `update ${table} set actor_kind = 'x'`;
        await expect(run(SYSTEM, sql)).rejects.toThrow(/permission denied/u);
      }
    },
  );

  test.each(["message", "contact", "contact_key", "event", "offer"])("nobody can delete from %s", async (table) => {
    await expect(run(SYSTEM, `delete from ${table}`)).rejects.toThrow(/permission denied/u);
  });
});

describe("without an actor", () => {
  const tables = async (): Promise<string[]> => {
    const { rows: found } = await stage.owner.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    return found.map(({ name }) => name);
  };

  test("nobody sees a row of any table", async () => {
    const client = new Client({ connectionString: stage.appUrl });
    await client.connect();
    for (const table of await tables()) {
      const seen = await client.query(`select 1 from ${table}`).then(
        ({ rowCount }) => rowCount,
        (error: unknown) => (String(error).includes("permission denied") ? 0 : String(error)),
      );
      expect([table, seen]).toEqual([table, 0]);
    }
    await expect(client.query("set row_security = off; select 1 from contact")).rejects.toThrow(/row-level security/u);
    await client.end();
  });

  test("an actor's settings die with the transaction, also when it fails", async () => {
    const leftOver = `select coalesce(current_setting('nightlight.actor_id', true), '')
      || coalesce(current_setting('nightlight.locked_contact', true), '') as left_over, (select count(*)::int from contact) as seen`;
    const one = connect({ url: stage.appUrl, connections: { staff: 1 } });
    const seenBy = (actor: DatabaseActor) =>
      one.transaction(actor, (query) =>
        query("leak-lock", "select set_config('nightlight.locked_contact', $1, true)", [chat.contactId]),
      );
    await seenBy(lan);
    const failing = one.transaction(lan, async (query) => {
      await query("leak-lock", "select set_config('nightlight.locked_contact', $1, true)", [chat.contactId]);
      throw new Error("the story broke");
    });
    await expect(failing).rejects.toThrow("the story broke");
    // An actor without an id sets nothing: what the last one had set would show.
    const nobody = { ...lan, id: "" };
    const left = await one.transaction(nobody, (query) => query("leak-left", leftOver, []));
    expect(left).toEqual([{ left_over: "", seen: 0 }]);
    const asMinh = await one.transaction(minh, (query) =>
      query("leak-count", "select count(*)::int as n from contact", []),
    );
    expect(asMinh).toEqual([{ n: 0 }]);
    await one.close();
  });

  test("a query that comes after its transaction ended is refused", async () => {
    let kept: ((sql: string) => Promise<unknown>) | undefined;
    await stage.database.transaction(lan, async (query) => {
      kept = (sql) => query("late", sql, []);
    });
    await expect(kept?.("select 1 from contact")).rejects.toThrow(/after the end/u);
  });

  test("an actor's id can carry nothing but an id", async () => {
    const id = `'; set role nightlight_engine; '`;
    await expect(run({ kind: "staff", id, sessionId: id, roles: [] }, "select 1")).rejects.toThrow(/UUID/u);
  });
});

describe("the server's role", () => {
  test("is nobody special and owns nothing", async () => {
    const { rows: roles } = await stage.owner.query(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
         (select count(*)::int from pg_class where relowner = r.oid) as relations,
         (select count(*)::int from pg_proc where proowner = r.oid) as functions,
         (select count(*)::int from pg_namespace where nspowner = r.oid) as schemas,
         (select count(*)::int from information_schema.role_table_grants where grantee = rolname and table_schema = 'public') as grants,
         (select array_agg(g.rolname::text order by g.rolname) from pg_auth_members m join pg_roles g on g.oid = m.roleid
            where m.member = r.oid) as memberships, rolinherit
       from pg_roles r where rolname = 'nightlight_app'`,
    );
    expect(roles).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolreplication: false,
        relations: 0,
        functions: 0,
        schemas: 0,
        grants: 0,
        memberships: Object.values(ROLE_OF_ACTOR).sort(),
        rolinherit: false,
      },
    ]);
  });

  test("meets forced row-level security on every table", async () => {
    const { rows: open } = await stage.owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and relname <> 'migration' and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  test("can neither make nor change a table", async () => {
    await expect(run(SYSTEM, "create table mine (id int)")).rejects.toThrow(/permission denied/u);
    await expect(run(SYSTEM, "alter table contact disable row level security")).rejects.toThrow(/must be owner/u);
    await expect(run(SYSTEM, "truncate contact")).rejects.toThrow(/permission denied/u);
  });
});
