import { memoryStage } from "@nightlight/testkit/memory-stage";
import { beginChat, comeOnDuty, readState, type OnDuty } from "@nightlight/testkit/scene";
import type { Stage } from "@nightlight/testkit/stage";
import { expect, test } from "vitest";
import { readRest, waiveRest } from "./rest.ts";
import { runMatcher } from "./run-matcher.ts";

/** Lan, who has just closed a P1 record. */
async function resting(stage: Stage): Promise<OnDuty> {
  const lan = await comeOnDuty(stage);
  const at = await stage.now();
  await stage.world.transaction({ kind: "system" }, ({ pacing }) =>
    pacing.note({ counsellorId: lan.id, contactId: "earlier", level: "P1", since: undefined, at }),
  );
  return lan;
}

test("whoever rests is asked when a chat reaches its hard wait, not before; and is offered nothing", async () => {
  const stage = memoryStage();
  const lan = await resting(stage);
  const { until } = await readRest(stage.world, lan);
  expect(until?.getTime()).toBe((await stage.now()).getTime() + 600_000);
  const { contactId } = await beginChat(stage);
  await stage.forward(119);
  expect(await readRest(stage.world, lan)).toEqual({ until, isAsked: false });
  await stage.forward(1);
  expect(await readRest(stage.world, lan)).toEqual({ until, isAsked: true });
  await runMatcher(stage.world);
  expect((await readState(stage, contactId)).state.status).toBe("queued");
  expect(stage.committed.flatMap(({ events }) => events).filter(({ subject }) => subject === "counsellor")).toEqual([]);
});

test("helping ends the rest, and the next pass offers what waits", async () => {
  const stage = memoryStage();
  const lan = await resting(stage);
  const { contactId } = await beginChat(stage);
  await waiveRest(stage.world, lan);
  expect(await readRest(stage.world, lan)).toEqual({ until: undefined, isAsked: false });
  await runMatcher(stage.world);
  expect((await readState(stage, contactId)).state).toMatchObject({ status: "offered", offer: { to: lan.id } });
});

test("nobody is asked who does not rest, or could not take it", async () => {
  const stage = memoryStage();
  const lan = await resting(stage);
  const minh = await comeOnDuty(stage, { languages: ["vi"], intent: "break" });
  await beginChat(stage, { language: "en" });
  await stage.forward(300);
  expect(await readRest(stage.world, minh)).toEqual({ until: undefined, isAsked: false });
  expect((await readRest(stage.world, lan)).isAsked).toBe(false);
});
