import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { beginChat, comeOnDuty, offerChat, readState, showChat, valueOf } from "@nightlight/testkit/scene";
import { describe, expect, test } from "vitest";
import { ringClock } from "../clock/ring-clock.ts";
import { holdLease } from "../presence/hold-lease.ts";
import { leaveContact } from "../contact/end-contact.ts";
import { acceptOffer, declineOffer, showOffer } from "./answer-offer.ts";
import { runMatcher } from "./run-matcher.ts";

const offerOf = async (stage: ReturnType<typeof memoryStage>, contactId: string) => {
  const { state } = await readState(stage, contactId);
  return state.status === "offered" ? state.offer : undefined;
};

test("forty-five seconds later the same offer is refused and nothing changes", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { contactId, offerId } = await showChat(stage, lan);
  const before = await readState(stage, contactId);
  const told = stage.committed.length;
  await stage.forward(45);
  expect(await acceptOffer(stage.world, lan, offerId)).toEqual({ ok: false, refusal: "offer-expired" });
  expect(await readState(stage, contactId)).toEqual(before);
  expect(stage.committed).toHaveLength(told);
});

test("an immediate contact rings for eight seconds", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { offerId } = await showChat(stage, lan, { safeNow: "no" });
  await stage.forward(8);
  expect(await acceptOffer(stage.world, lan, offerId)).toEqual({ ok: false, refusal: "offer-expired" });
});

test("an offer that no screen showed within two seconds cannot be taken late, and goes to the next person", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { contactId, offerId } = await offerChat(stage);
  const minh = await comeOnDuty(stage);
  await stage.forward(2);
  expect(await showOffer(stage.world, lan, offerId)).toEqual({ ok: false, refusal: "offer-expired" });
  expect(await acceptOffer(stage.world, lan, offerId)).toEqual({ ok: false, refusal: "offer-expired" });
  expect(await ringClock(stage.world, contactId)).toBe("rang");
  expect(await runMatcher(stage.world)).toMatchObject({ made: 1 });
  expect(await offerOf(stage, contactId)).toMatchObject({ to: minh.id });
});

test("whoever is too late is told the truth, and the winner keeps the conversation", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const first = await showChat(stage, lan);
  const minh = await comeOnDuty(stage);
  await stage.forward(45);
  await ringClock(stage.world, first.contactId);
  valueOf(await holdLease(stage.world, minh, true));
  await runMatcher(stage.world);
  const second = await offerOf(stage, first.contactId);
  valueOf(await acceptOffer(stage.world, minh, second?.id ?? ""));
  expect(await acceptOffer(stage.world, lan, first.offerId)).toEqual({ ok: false, refusal: "offer-gone" });
  expect(await acceptOffer(stage.world, lan, second?.id ?? "")).toEqual({ ok: false, refusal: "not-found" });
  expect((await readState(stage, first.contactId)).state).toMatchObject({ status: "active", owner: minh.id });
});

test("an offer that never was is not found", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  expect(await acceptOffer(stage.world, lan, stage.world.newId())).toEqual({ ok: false, refusal: "not-found" });
});

describe("a declined chat", () => {
  test("goes to somebody else at once and keeps its age", async () => {
    const stage = memoryStage();
    const lan = await comeOnDuty(stage);
    const { contactId, offerId } = await showChat(stage, lan);
    const { arrivedAt } = await readState(stage, contactId);
    await stage.forward(3);
    const minh = await comeOnDuty(stage);
    valueOf(await declineOffer(stage.world, lan, { offerId, reason: "know_this_person" }));
    await runMatcher(stage.world);
    expect(await offerOf(stage, contactId)).toMatchObject({ to: minh.id });
    expect((await readState(stage, contactId)).arrivedAt).toEqual(arrivedAt);
  });

  test("comes back to the same person only when nobody else is there, and not in the same breath", async () => {
    const stage = memoryStage();
    const lan = await comeOnDuty(stage);
    const { contactId, offerId } = await showChat(stage, lan);
    valueOf(await declineOffer(stage.world, lan, { offerId, reason: "need_a_moment" }));
    expect(await runMatcher(stage.world)).toMatchObject({ made: 0 });
    await stage.forward(STANDARD_POLICY.skipAloneSeconds);
    expect(await runMatcher(stage.world)).toMatchObject({ made: 1 });
    expect(await offerOf(stage, contactId)).toMatchObject({ to: lan.id });
  });
});

test("a child who leaves takes the offer along, without blame", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { child, contactId, offerId } = await showChat(stage, lan);
  valueOf(await leaveContact(stage.world, child, { contactId, quick: true }));
  expect(await declineOffer(stage.world, lan, { offerId, reason: "technical" })).toEqual({
    ok: false,
    refusal: "offer-gone",
  });
  const presence = await stage.world.transaction(lan, ({ presences }) => presences.find(lan.id));
  expect(presence).toMatchObject({ missedInRow: 0, freeChatSlots: 1 });
  expect((await readState(stage, contactId)).state).toMatchObject({ status: "abandoned", by: "quick_exit" });
});

test("showing an offer again changes nothing: its time runs from the first moment on screen", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { contactId, offerId } = await showChat(stage, lan);
  const first = await offerOf(stage, contactId);
  await stage.forward(10);
  valueOf(await showOffer(stage.world, lan, offerId));
  expect(await offerOf(stage, contactId)).toEqual(first);
});

test("nobody waits while a place is free: every pass of the matcher serves as many as it can", async () => {
  const stage = memoryStage();
  for (const _ of [1, 2, 3]) await comeOnDuty(stage);
  const children = [];
  for (const _ of [1, 2, 3, 4, 5]) {
    children.push(await beginChat(stage));
    await stage.forward(1);
  }
  expect(await runMatcher(stage.world)).toMatchObject({ made: 3 });
  const statuses = await Promise.all(
    children.map(async ({ contactId }) => (await readState(stage, contactId)).state.status),
  );
  expect(statuses).toEqual(["offered", "offered", "offered", "queued", "queued"]);
  expect(await runMatcher(stage.world)).toMatchObject({ made: 0 });
});
