import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, offerChat, comeOnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connect } from "../connection.ts";
import { dueClocks } from "../clock/due-clocks.ts";
import { createOutbox } from "./outbox.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
});
afterAll(() => stages.close());

const told = () => stage.committed.flatMap(({ events }) => events);

const HERE = "0190f000-0000-7000-8000-00000000aaaa";
const THERE = "0190f000-0000-7000-8000-00000000bbbb";
const here = () => createOutbox(stage.database, HERE);
const there = () => createOutbox(stage.database, THERE);
/** What was committed so far was committed by that node. */
const committedBy = (node: string) => stage.owner.query("update event set node = $1 where node is null", [node]);

test("what is committed on a node's connections bears its id, and nobody else's", async () => {
  const database = connect({ url: stage.appUrl, nodeId: THERE });
  const actor = await comeOnDuty(stage);
  await database.transaction(actor, (query) =>
    query(
      "log",
      `insert into event (subject, subject_id, version, type, data, actor_kind, actor_id, at)
       values ('counsellor', $1, 999, 'noted', '{}', 'staff', $1, clock_timestamp())`,
      [actor.id],
    ),
  );
  await database.close();
  const { rows } = await stage.owner.query("select distinct node from event where version = 999");
  expect(rows).toEqual([{ node: THERE }]);
});

test("what a node left behind that went silent is taken once, as it was announced", async () => {
  await there().beat();
  await beginChat(stage, { text: "Con đây" });
  const lan = await comeOnDuty(stage);
  await offerChat(stage).catch(() => undefined);
  await committedBy(THERE);
  expect(await here().takeForgotten(10)).toEqual([]);
  await stage.forward(1.501);
  expect(await here().takeForgotten(10)).toEqual(told());
  expect(await here().takeForgotten(10)).toEqual([]);
  expect(lan.epoch).toBe(1);
});

test("what a node told that is here, or that left, is not told again; nor does a node tell its own twice", async () => {
  await there().beat();
  await beginChat(stage);
  await committedBy(THERE);
  await stage.forward(2);
  await there().beat();
  expect(await here().takeForgotten(10)).toEqual([]);
  await stage.forward(2);
  expect(await there().takeForgotten(10)).toEqual([]);
  await there().leave();
  expect(await here().takeForgotten(10)).toEqual([]);
});

test("what was told long before the silence is left alone; what a slow transaction committed is not", async () => {
  await there().beat();
  await beginChat(stage);
  await stage.forward(10);
  await beginChat(stage);
  await committedBy(THERE);
  await stage.forward(15);
  await there().beat();
  await stage.forward(2);
  expect(await here().takeForgotten(10)).toEqual([told()[1]]);
});

test("much is taken in pieces, each once, also by servers that look at the same time", async () => {
  await there().beat();
  for (const _ of Array.from({ length: 12 })) await beginChat(stage);
  await committedBy(THERE);
  await stage.forward(2);
  const taken: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const pieces = await Promise.all([1, 2, 3].map(() => here().takeForgotten(4)));
    taken.push(...pieces.flat().map(({ subjectId }) => subjectId));
  }
  expect(taken.toSorted()).toEqual(
    told()
      .map(({ subjectId }) => subjectId)
      .toSorted(),
  );
});

test("a node that comes back after others took its words for the last goes on as before", async () => {
  await there().beat();
  await beginChat(stage);
  await committedBy(THERE);
  await stage.forward(2);
  expect(await here().takeForgotten(10)).toHaveLength(1);
  await there().beat();
  await beginChat(stage);
  await committedBy(THERE);
  expect(await here().takeForgotten(10)).toEqual([]);
});

test("a clock that nobody rang is found when it is late enough, oldest first", async () => {
  await comeOnDuty(stage);
  const first = await offerChat(stage);
  await stage.forward(1);
  await comeOnDuty(stage);
  const second = await offerChat(stage);
  await stage.forward(1.25);
  const due = async (limit: number) => (await dueClocks(stage.database, 250, limit)).map(({ subjectId }) => subjectId);
  expect(await due(10)).toEqual([first.contactId]);
  await stage.forward(1);
  expect(await due(10)).toEqual([first.contactId, second.contactId]);
  expect(await due(1)).toEqual([first.contactId]);
});
