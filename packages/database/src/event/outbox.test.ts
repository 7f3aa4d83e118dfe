import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, offerChat, comeOnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
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

test("an event that nobody told within a second is taken once, as it was announced", async () => {
  const outbox = createOutbox(stage.database);
  await beginChat(stage, { text: "Con đây" });
  const lan = await comeOnDuty(stage);
  await offerChat(stage).catch(() => undefined);
  expect(await outbox.takeForgotten(10)).toEqual([]);
  await stage.forward(1.001);
  expect(await outbox.takeForgotten(10)).toEqual(told());
  expect(await outbox.takeForgotten(10)).toEqual([]);
  expect(lan.epoch).toBe(1);
});

test("what was told is not told again", async () => {
  const outbox = createOutbox(stage.database);
  await beginChat(stage, { text: "Con đây" });
  const [arrived, posted] = told();
  await outbox.markDelivered(arrived === undefined ? [] : [arrived]);
  await stage.forward(2);
  expect(await outbox.takeForgotten(10)).toEqual([posted]);
});

test("servers that look at the same time share the forgotten events, and no two take one", async () => {
  const outbox = createOutbox(stage.database);
  for (const _ of Array.from({ length: 12 })) await beginChat(stage);
  await stage.forward(2);
  const taken = (await Promise.all([1, 2, 3, 4].map(() => outbox.takeForgotten(4)))).flat();
  const rest = await outbox.takeForgotten(100);
  expect(new Set([...taken, ...rest].map(({ subjectId }) => subjectId)).size).toBe(12);
  expect(taken.length + rest.length).toBe(12);
});

test("an event that another server has in hand holds up none of the others", async () => {
  const outbox = createOutbox(stage.database);
  await beginChat(stage);
  await beginChat(stage);
  await stage.forward(2);
  await stage.owner.query("begin");
  await stage.owner.query("select from event where subject_id = $1 for update", [told()[0]?.subjectId]);
  expect(await outbox.takeForgotten(10)).toEqual([told()[1]]);
  await stage.owner.query("rollback");
  expect(await outbox.takeForgotten(10)).toEqual([told()[0]]);
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
