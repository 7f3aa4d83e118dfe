import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, takeChat, type OnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, expect, test } from "vitest";
import { supervisionStore } from "../access/supervision-store.ts";
import { audit } from "../auditor.ts";
import type { Database, DatabaseActor, Query } from "../connection.ts";
import { contactStore } from "./contact-store.ts";

/** What is asked every second or by every screen never walks over all contacts: a helpline keeps millions that are closed. */
let stages: PostgresStages;
let stage: PostgresStage;
let lan: OnDuty;
beforeAll(async () => {
  stages = await openPostgresStages();
  stage = await stages.next();
  lan = await comeOnDuty(stage);
  await takeChat(stage, lan);
});
afterAll(() => stages.close());

/** How often all contacts were walked over. A table this small is walked over by choice: it is left none. */
async function walks(actor: DatabaseActor, ask: (query: Query) => Promise<unknown>): Promise<number> {
  return stage.database.transaction(actor, async (query) => {
    await query("no-walks", "set local enable_seqscan = off", []);
    const counted = async (): Promise<number> => {
      const sql = "select pg_stat_get_xact_numscans('contact'::regclass)::int as walks";
      return (await query<{ walks: number }>("walks", sql, []))[0]?.walks ?? Number.NaN;
    };
    const before = await counted();
    await ask(query);
    return (await counted()) - before;
  });
}

const contacts = (query: Query, actor: DatabaseActor) =>
  contactStore({
    query,
    actor,
    sealing: stage.sealing,
    policy: STANDARD_POLICY,
    beforeCommit: () => undefined,
    remember: () => undefined,
  });

test("a walk over all contacts is seen", async () => {
  expect(await walks({ kind: "system" }, (query) => query("all", "select count(state) from contact", []))).toBe(1);
});

test("the auditor", async () => {
  const within = (query: Query) =>
    ({ transaction: (_actor: DatabaseActor, story: (query: Query) => unknown) => story(query) }) as unknown as Database;
  expect(await walks({ kind: "system" }, (query) => audit(within(query)))).toBe(0);
});

test.each(["forsaken", "misattended"] as const)("the sweep for who is %s", async (name) => {
  const system = { kind: "system" } as const;
  expect(await walks(system, (query) => contacts(query, system)[name]())).toBe(0);
});

test.each(["onDesk", "attendedBy", "visitedBy"] as const)("a counsellor's %s", async (name) => {
  expect(await walks(lan, (query) => contacts(query, lan)[name](lan.id))).toBe(0);
});

test("what a supervisor sees as open, and the day in figures", async () => {
  const hoa = await stage.addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
  const page = { before: undefined, limit: 50, isOpen: true };
  expect(await walks(hoa, (query) => supervisionStore(query).contacts(page))).toBe(0);
  expect(await walks(hoa, (query) => supervisionStore(query).figures())).toBe(0);
});
