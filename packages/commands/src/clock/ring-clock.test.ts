import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { beginChat, comeOnDuty, offerChat, readState, showChat } from "@nightlight/testkit/scene";
import { expect, test } from "vitest";
import { setIntent } from "../presence/change-presence.ts";
import { holdLease, renewLease } from "../presence/hold-lease.ts";
import { runMatcher } from "../routing/run-matcher.ts";
import { ringClock } from "./ring-clock.ts";

async function missed(offers: number) {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage, { chatSlots: offers });
  const chats = [];
  for (const _ of Array.from({ length: offers })) chats.push(await showChat(stage, lan));
  await stage.forward(11);
  await renewLease(stage.world, lan, lan.epoch);
  await stage.forward(34);
  for (const { contactId } of chats) await ringClock(stage.world, contactId);
  const presence = () => stage.world.transaction(lan, ({ presences }) => presences.find(lan.id));
  return { stage, lan, presence };
}

test("a clock rings for nothing where nothing runs, or not yet", async () => {
  const stage = memoryStage();
  const { contactId } = await beginChat(stage);
  expect(await ringClock(stage.world, contactId)).toBe("nothing-due");
  expect(await ringClock(stage.world, "unknown")).toBe("nothing-due");
  await comeOnDuty(stage);
  const offered = await offerChat(stage).catch(() => undefined);
  expect(await ringClock(stage.world, offered?.contactId ?? contactId)).toBe("nothing-due");
});

test("rung late, twice or by two at once it does the same as once in time", async () => {
  const stage = memoryStage();
  await comeOnDuty(stage);
  const { contactId } = await offerChat(stage);
  await stage.forward(3600);
  const rings = await Promise.all([1, 2, 3].map(() => ringClock(stage.world, contactId)));
  expect(rings.toSorted()).toEqual(["nothing-due", "nothing-due", "rang"]);
  expect((await readState(stage, contactId)).failedOffers).toBe(1);
});

test("one shown offer missed is counted, two in a row and the counsellor is asked no more", async () => {
  expect(await (await missed(1)).presence()).toMatchObject({ intent: "available", missedInRow: 1 });
  const { stage, presence } = await missed(2);
  expect(await presence()).toMatchObject({ intent: "not_responding", missedInRow: 2, intentSince: await stage.now() });
  expect(stage.committed.at(-1)?.events.at(-1)).toMatchObject({
    subject: "counsellor",
    actorKind: "system",
    event: { type: "intent_changed", intent: "not_responding" },
  });
});

test("one click and they are back", async () => {
  const { stage, lan, presence } = await missed(2);
  await setIntent(stage.world, lan, "available");
  await holdLease(stage.world, lan, true);
  expect(await presence()).toMatchObject({ intent: "available", missedInRow: 0 });
  await stage.forward(STANDARD_POLICY.skipAloneSeconds);
  expect(await runMatcher(stage.world)).toMatchObject({ made: 2 });
});

test("whoever went on a break meanwhile stays on it, whatever they missed", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage, { chatSlots: 2 });
  const chats = [await showChat(stage, lan), await showChat(stage, lan)];
  await setIntent(stage.world, lan, "break");
  await stage.forward(45);
  for (const { contactId } of chats) await ringClock(stage.world, contactId);
  const presence = await stage.world.transaction(lan, ({ presences }) => presences.find(lan.id));
  expect(presence).toMatchObject({ intent: "break" });
});
