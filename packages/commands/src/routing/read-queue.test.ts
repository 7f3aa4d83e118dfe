import { memoryStage } from "@nightlight/testkit/memory-stage";
import { beginChat, comeOnDuty, takeChat } from "@nightlight/testkit/scene";
import { expect, test } from "vitest";
import { countByLane, readQueue } from "./read-queue.ts";
import { runMatcher } from "./run-matcher.ts";

test("the queue is in order, by lane and then by age; who is being offered is served first", async () => {
  const stage = memoryStage();
  const first = await beginChat(stage);
  await stage.forward(10);
  const second = await beginChat(stage);
  await comeOnDuty(stage);
  await runMatcher(stage.world);
  const danger = await beginChat(stage, { safeNow: "no" });
  const queue = await readQueue(stage.world);
  expect(queue.map(({ id }) => id)).toEqual([danger, first, second].map(({ contactId }) => contactId));
});

test("whoever talks is not in the queue", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  await takeChat(stage, lan);
  expect(await readQueue(stage.world)).toEqual([]);
});

test("every lane is counted, also the empty ones, with its longest wait", async () => {
  const stage = memoryStage();
  await beginChat(stage);
  const oldest = await stage.now();
  await stage.forward(5);
  await beginChat(stage);
  const urgentAt = await stage.now();
  await beginChat(stage, { safeNow: "no" });
  expect(countByLane(await readQueue(stage.world))).toEqual([
    { lane: "immediate", waiting: 1, oldestArrivedAt: urgentAt },
    { lane: "high", waiting: 0, oldestArrivedAt: undefined },
    { lane: "normal", waiting: 2, oldestArrivedAt: oldest },
    { lane: "low", waiting: 0, oldestArrivedAt: undefined },
  ]);
});
