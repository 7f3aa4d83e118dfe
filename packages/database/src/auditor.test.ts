import { endConversation } from "@nightlight/commands/contact/end-contact";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, offerChat, readState, takeChat, valueOf } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findUnserved } from "@nightlight/commands/routing/audit-places";
import { audit, auditTimes } from "./auditor.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
});
afterAll(() => stages.close());

/** One contact in each state that stands on other rows. */
async function busyFloor() {
  const lan = await comeOnDuty(stage);
  const talking = (await takeChat(stage, lan)).contactId;
  const minh = await comeOnDuty(stage);
  const ended = (await takeChat(stage, minh)).contactId;
  const { version } = await readState(stage, ended);
  valueOf(await endConversation(stage.world, minh, { contactId: ended, version }));
  await comeOnDuty(stage);
  const ringing = (await offerChat(stage)).contactId;
  const waiting = (await beginChat(stage)).contactId;
  return { talking, ended, ringing, waiting };
}
type Floor = Awaited<ReturnType<typeof busyFloor>>;

test("a floor that was only changed by commands has nothing to answer for", async () => {
  await busyFloor();
  expect(await audit(stage.database)).toEqual([]);
});

const DAMAGES: readonly { name: string; about: keyof Floor; sql: string }[] = [
  {
    name: "an offer that ended behind the contact's back",
    about: "ringing",
    sql: "update offer set status = 'rescinded' where contact_id = $1",
  },
  {
    name: "an offer to somebody who is on no shift",
    about: "ringing",
    sql: "delete from roster where counsellor_id = (select counsellor_id from offer where contact_id = $1)",
  },
  {
    name: "an age that was set back",
    about: "waiting",
    sql: "update contact set arrived_at = arrived_at + interval '1 minute' where id = $1",
  },
  {
    name: "a live offer of a contact that has an owner",
    about: "talking",
    sql: "update offer set status = 'shown' where contact_id = $1",
  },
  {
    name: "an offer to somebody else than the state says",
    about: "ringing",
    sql: "update offer set counsellor_id = (select id from person where id <> counsellor_id limit 1) where contact_id = $1",
  },
  {
    name: "a conversation without a place",
    about: "talking",
    sql: "update slot set contact_id = null where contact_id = $1",
  },
  {
    name: "an offer without a place",
    about: "ringing",
    sql: "update slot set contact_id = null where contact_id = $1",
  },
  {
    name: "a wrap-up without its place",
    about: "ended",
    sql: "update slot set contact_id = null where contact_id = $1",
  },
  {
    name: "a place for somebody who only waits",
    about: "waiting",
    sql: "insert into slot select counsellor_id, kind, 9, $1 from slot limit 1",
  },
  {
    name: "a place beside a record that holds none",
    about: "ended",
    sql: "update contact set state = state || '{\"holdsSlot\": false}' where id = $1",
  },
  {
    name: "an offer that no clock will end",
    about: "ringing",
    sql: "update clock set is_running = false where subject_id = $1",
  },
  {
    name: "a lost owner whom no clock watches",
    about: "talking",
    sql: 'update contact set state = state || \'{"ownerLostAt": "2026-03-02T13:00:00Z"}\' where id = $1',
  },
  {
    name: "a clock that nothing waits for",
    about: "waiting",
    sql: "insert into clock (subject, subject_id, kind, due_at) values ('contact', $1, 'offer', now())",
  },
  {
    name: "a state that the log does not know",
    about: "waiting",
    sql: "update contact set version = version + 1 where id = $1",
  },
];

test.each(DAMAGES)("$name is found", async ({ about, sql }) => {
  const floor = await busyFloor();
  await stage.owner.query(sql, [floor[about]]);
  const found = await audit(stage.database);
  expect(found.map(({ contactId }) => contactId)).toContain(floor[about]);
});

test("a clock that nobody rings for ten seconds is found", async () => {
  await busyFloor();
  await stage.forward(11);
  expect(await auditTimes(stage.database)).toEqual([]);
  await stage.forward(1.5);
  expect((await auditTimes(stage.database)).map(({ invariant }) => invariant)).toEqual([
    "I3 a clock that is due is rung within seconds",
  ]);
});

test("a free place beside a contact that it could serve is found by the matcher's own function", async () => {
  const { waiting } = await busyFloor();
  expect([...((await findUnserved(stage.world)) ?? [])]).toEqual([]);
  const hoa = await comeOnDuty(stage);
  expect([...((await findUnserved(stage.world)) ?? [])]).toEqual([[`${waiting}/1/${hoa.id}`, waiting]]);
});
