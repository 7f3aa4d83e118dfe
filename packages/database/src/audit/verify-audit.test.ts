import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sealLogs } from "./seal-logs.ts";
import { verifyAudit } from "./verify-audit.ts";

describe.skipIf(isPostgresMissing())("the chain of the audit log", () => {
  let stages: PostgresStages;
  let stage: PostgresStage;
  beforeAll(async () => {
    stages = await openPostgresStages("real");
  });
  afterAll(async () => {
    await stages.close();
  });
  beforeEach(async () => {
    stage = await stages.next();
    await tamper(
      `delete from audit_log; update audit_head set id = 0, hash = decode(repeat('00', 32), 'hex')`,
      "audit_log",
    );
    const lan = await comeOnDuty(stage);
    for (const action of [
      "person.suspended",
      "person.restored",
      "person.reset",
      "pin.set",
      "person.offboarded",
    ] as const) {
      await stage.world.transaction(lan, ({ audit }) =>
        // More than any act has, so that each kind of value is hashed.
        audit.write({
          action,
          subject: { kind: "person", id: "x-1" },
          details: { note: 'a "quoted" \\ code', count: 3, ok: true } as object,
        }),
      );
    }
  });

  /** As somebody who owns the tables, and knows how to put the fences down. */
  const tamper = async (sql: string, table: string): Promise<void> => {
    await stage.owner.query(
      `alter table ${table} disable trigger user; ${sql}; alter table ${table} enable trigger user`,
    );
  };
  const verify = async (known?: { id: number; hash: string }) => verifyAudit(stage.owner, known);
  const findings = async (known?: { id: number; hash: string }) =>
    (await verify(known)).findings.map(({ kind, log, rows }) => `${log} ${kind} ${rows}`);

  test("what was written fits, and its newest hash is told", async () => {
    const report = await verify();
    expect(report).toMatchObject({ ok: true, entries: 5, findings: [] });
    expect(report.head.id).toBe(5);
    expect(await verify(report.head)).toMatchObject({ ok: true });
  });

  test("entries of stories that run at once are chained one behind the other", async () => {
    const lan = await comeOnDuty(stage);
    const write = () => stage.world.transaction(lan, ({ audit }) => audit.write({ action: "pin.set" }));
    await Promise.all(Array.from({ length: 20 }, write));
    expect(await verify()).toMatchObject({ ok: true, entries: 25 });
  });

  test.each([
    ["its details", `update audit_log set details = '{"count":4}' where id = 3`, "entry-changed 3"],
    ["its doer", "update audit_log set actor_id = gen_random_uuid() where id = 3", "entry-changed 3"],
    [
      "its time by a microsecond",
      "update audit_log set at = at + interval '1 microsecond' where id = 3",
      "entry-changed 3",
    ],
    ["its hash", "update audit_log set hash = sha256('x') where id = 3", "entry-changed 3"],
  ])("a row with %s changed is found", async (_, sql, finding) => {
    await tamper(sql, "audit_log");
    expect(await findings()).toContain(`audit_log ${finding}`);
  });

  test("a changed row that was hashed anew breaks the link behind it", async () => {
    await tamper(
      `update audit_log set action = 'not.me' where id = 3;
       update audit_log a set hash = sha256(convert_to(audit_line(a), 'UTF8')) where id = 3`,
      "audit_log",
    );
    expect(await findings()).toEqual(["audit_log entry-unlinked 4"]);
  });

  test("a deleted row is found, and two that were exchanged", async () => {
    await tamper("delete from audit_log where id = 2", "audit_log");
    expect(await findings()).toEqual(["audit_log entries-missing 2"]);
    await tamper(
      "update audit_log set id = 100 where id = 3; update audit_log set id = 3 where id = 4; update audit_log set id = 4 where id = 100",
      "audit_log",
    );
    expect(await findings()).toEqual(
      expect.arrayContaining(["audit_log entry-changed 3", "audit_log entry-changed 4"]),
    );
  });

  test("a tail that was cut is found; cut together with the head, by a head that was noted elsewhere", async () => {
    const { head } = await verify();
    await tamper("delete from audit_log where id > 3", "audit_log");
    expect(await findings()).toEqual(["audit_log tail-cut 4–5"]);
    await stage.owner.query("update audit_head h set id = a.id, hash = a.hash from audit_log a where a.id = 3");
    expect(await findings()).toEqual([]);
    expect(await findings(head)).toEqual(["audit_log known-head-missing 5"]);
  });

  test("nobody updates, deletes or empties it: not the staff, not the engine, not the owner unless he puts the fence down", async () => {
    for (const actor of [await comeOnDuty(stage), { kind: "system" } as const]) {
      for (const sql of ["update audit_log set action = 'x.y'", "delete from audit_log", "truncate audit_log"]) {
        await expect(stage.database.transaction(actor, (query) => query(sql, sql, []))).rejects.toThrow(/denied/u);
      }
    }
    await expect(stage.owner.query("delete from audit_log")).rejects.toThrow("append-only");
    await expect(stage.owner.query("truncate audit_log")).rejects.toThrow("append-only");
  });

  test("nobody writes in another's name, and nobody forges a seal", async () => {
    const [lan, minh] = [await comeOnDuty(stage), await comeOnDuty(stage)];
    const insert = "insert into audit_log (actor_kind, actor_id, action) values ($1, $2, $3)";
    const as = (id: string | null, kind: string, action: string) =>
      stage.database.transaction(lan, (query) => query("forge", insert, [kind, id, action]));
    await expect(as(minh.id, "staff", "x.y")).rejects.toThrow(/row-level security/u);
    await expect(as(null, "system", "x.y")).rejects.toThrow(/row-level security/u);
    await expect(as(lan.id, "staff", "log.sealed")).rejects.toThrow(/row-level security/u);
  });

  describe("events and readings under seal", () => {
    beforeEach(async () => {
      for (let chat = 0; chat < 3; chat += 1) await beginChat(stage, { text: "Con chào cô" });
      await sealLogs(stage.database);
    });
    const anEvent = "(select min(seq) from event where type = 'contact_arrived')";

    test("fit, and what comes later waits for the next seal", async () => {
      expect(await verify()).toMatchObject({ ok: true, sealed: { event: { unsealed: 0 } } });
      await beginChat(stage);
      expect(await verify()).toMatchObject({ ok: true, sealed: { event: { unsealed: 1 } } });
      expect(await sealLogs(stage.database)).toBeGreaterThan(0);
      expect(await sealLogs(stage.database)).toBe(0);
    });

    test("a change is found", async () => {
      await stage.owner.query(`update event set type = 'contact_abandoned' where seq = ${anEvent}`);
      expect((await verify()).findings[0]).toMatchObject({ kind: "sealed-rows-changed", log: "event" });
    });

    test("a deleted one is found, by its number", async () => {
      const { rows } = await stage.owner.query<{ seq: number }>(
        `delete from event where seq = ${anEvent} returning seq`,
      );
      const seq = rows[0]?.seq ?? 0;
      expect(await findings()).toEqual([`event sealed-rows-missing {[${String(seq)},${String(seq + 1)})}`]);
    });

    test("one that was committed late goes into the next seal; one that appears much later was put there", async () => {
      const free = "(select min(seq) - 1 from event)";
      const insert = `insert into event (seq, subject, subject_id, version, type, data, actor_kind, at) overriding system value
        select ${free}, 'contact', gen_random_uuid(), 1, 'late', '{}', 'system', clock_timestamp()`;
      await stage.owner.query(insert);
      expect(await sealLogs(stage.database)).toBe(1);
      expect(await findings()).toEqual([]);
      const old = "update audit_log set at = at - interval '1 hour'";
      await tamper(old, "audit_log");
      await stage.owner.query(insert);
      expect(await sealLogs(stage.database)).toBe(0);
      expect((await findings()).filter((finding) => finding.includes("added-later"))).toHaveLength(1);
    });
  });
});
