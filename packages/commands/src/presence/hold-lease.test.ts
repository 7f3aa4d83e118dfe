import { memoryStage } from "@nightlight/testkit/memory-stage";
import { comeOnDuty, readState, showChat, takeChat, valueOf } from "@nightlight/testkit/scene";
import { describe, expect, test } from "vitest";
import { ringClock } from "../clock/ring-clock.ts";
import { endConversation, endWithOneKey } from "../contact/end-contact.ts";
import { postMessage } from "../contact/post-message.ts";
import { acceptOffer, declineOffer } from "../routing/answer-offer.ts";
import { runMatcher } from "../routing/run-matcher.ts";
import { holdLease, loseLease, renewLease, sweepLeases } from "./hold-lease.ts";

async function talking() {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { child, contactId } = await takeChat(stage, lan);
  const { world } = stage;
  const state = async () => (await readState(stage, contactId)).state;
  /** Sixty seconds after the screen was lost; nobody else is on duty yet. */
  const orphan = async () => {
    await loseLease(world, lan, lan.epoch);
    await stage.forward(60);
    expect(await ringClock(world, contactId)).toBe("rang");
  };
  return { stage, world, lan, child, contactId, state, orphan };
}

describe("a counsellor whose screen is lost", () => {
  test("keeps the conversation for sixty seconds", async () => {
    const { stage, world, lan, contactId, state } = await talking();
    expect(await loseLease(world, lan, lan.epoch)).toBe(true);
    await stage.forward(59.999);
    expect(await ringClock(world, contactId)).toBe("nothing-due");
    expect(valueOf(await holdLease(world, lan, false))).toBe(lan.epoch + 1);
    await stage.forward(60);
    expect([await ringClock(world, contactId), (await state()).status]).toEqual(["nothing-due", "active"]);
  });

  test("then leaves an orphan, one lane up, with its place free and its age kept", async () => {
    const { stage, lan, contactId, orphan } = await talking();
    const before = await readState(stage, contactId);
    await orphan();
    expect(await readState(stage, contactId)).toMatchObject({
      lane: "high",
      arrivedAt: before.arrivedAt,
      state: { status: "orphaned", previousOwner: lan.id },
    });
    expect(await stage.countSlots(lan.id)).toEqual({ all: 1, taken: 0 });
  });

  test("is preferred for twenty seconds when back in time", async () => {
    const { stage, world, lan, contactId, state, orphan } = await talking();
    await orphan();
    await comeOnDuty(stage);
    await stage.forward(5);
    valueOf(await holdLease(world, lan, false));
    await runMatcher(world);
    expect(await state()).toMatchObject({ status: "offered", offer: { to: lan.id, previousOwner: lan.id } });
    const offer = stage.committed.at(-1)?.explanations.values().next().value;
    expect(offer).toMatchObject({ knewTheContact: true, others: [{ because: "previous_counsellor_first" }] });
    expect((await readState(stage, contactId)).lane).toBe("high");
  });

  test("is not waited for while away: the child gets somebody at once", async () => {
    const { stage, world, state, orphan } = await talking();
    await orphan();
    const minh = await comeOnDuty(stage);
    await runMatcher(world);
    expect(await state()).toMatchObject({ status: "offered", offer: { to: minh.id } });
  });

  test("who hands the orphan back is not waited for either", async () => {
    const { stage, world, lan, state, orphan } = await talking();
    await orphan();
    valueOf(await holdLease(world, lan, false));
    await runMatcher(world);
    const offered = await state();
    const minh = await comeOnDuty(stage);
    const offerId = offered.status === "offered" ? offered.offer.id : "";
    valueOf(await declineOffer(world, lan, { offerId, reason: "need_a_moment" }));
    expect(await runMatcher(world)).toMatchObject({ made: 1 });
    expect(await state()).toMatchObject({ offer: { to: minh.id, previousOwner: lan.id } });
  });

  test("cannot answer in a conversation that somebody else took over", async () => {
    const { stage, world, lan, contactId, state, orphan } = await talking();
    await orphan();
    const minh = await comeOnDuty(stage);
    await runMatcher(world);
    const offered = await state();
    valueOf(await acceptOffer(world, minh, offered.status === "offered" ? offered.offer.id : ""));
    const posted = await postMessage(world, lan, { contactId, clientKey: "k", text: "Cô đây" });
    expect(posted).toEqual({ ok: false, refusal: "not-found" });
  });

  test("keeps a wrap-up: only running conversations look for somebody else", async () => {
    const { stage, world, lan, contactId, state } = await talking();
    const { version } = await readState(stage, contactId);
    valueOf(await endConversation(world, lan, { contactId, version }));
    await loseLease(world, lan, lan.epoch);
    await stage.forward(3600);
    expect([await ringClock(world, contactId), (await state()).status]).toEqual(["nothing-due", "wrap_up"]);
  });

  test("is offered nothing", async () => {
    const stage = memoryStage();
    const lan = await comeOnDuty(stage);
    await loseLease(stage.world, lan, lan.epoch);
    await expect(showChat(stage, lan)).rejects.toThrow(/Nobody was free/u);
  });
});

test("a server that died is noticed by the sweep, twelve seconds after the last renewal", async () => {
  const { stage, world, lan, state } = await talking();
  await stage.forward(10);
  expect(await renewLease(world, lan, lan.epoch)).toBe(true);
  await stage.forward(11.999);
  expect([await sweepLeases(world), await state()]).toMatchObject([[], { ownerLostAt: undefined }]);
  await stage.forward(0.001);
  expect([await sweepLeases(world), await state()]).toMatchObject([[lan.id], { ownerLostAt: await stage.now() }]);
});

test("a second tab that takes over keeps the conversation, and the first tab's goodbye harms nobody", async () => {
  const { world, lan, state } = await talking();
  expect(await holdLease(world, lan, false)).toEqual({ ok: false, refusal: "held-elsewhere" });
  valueOf(await holdLease(world, lan, true));
  expect(await loseLease(world, lan, lan.epoch)).toBe(false);
  expect(await state()).toMatchObject({ status: "active", ownerLostAt: undefined });
});

test("an offer on a lost screen goes to the next person at once, and nobody missed it", async () => {
  const stage = memoryStage();
  const { world } = stage;
  const lan = await comeOnDuty(stage);
  const { contactId, offerId } = await showChat(stage, lan);
  const minh = await comeOnDuty(stage);
  await loseLease(world, lan, lan.epoch);
  expect(await runMatcher(world)).toMatchObject({ made: 1 });
  expect((await readState(stage, contactId)).state).toMatchObject({ offer: { to: minh.id } });
  expect(await acceptOffer(world, lan, offerId)).toEqual({ ok: false, refusal: "offer-gone" });
  const presence = await world.transaction(lan, ({ presences }) => presences.find(lan.id));
  expect(presence).toMatchObject({ intent: "available", missedInRow: 0, freeChatSlots: 1 });
});

test("a screen lost during the undo seconds stays lost when the child comes back", async () => {
  const { stage, world, lan, child, contactId, state } = await talking();
  const { version } = await readState(stage, contactId);
  valueOf(await endWithOneKey(world, lan, { contactId, version, disposition: "silent" }));
  await loseLease(world, lan, lan.epoch);
  const lostAt = await stage.now();
  await stage.forward(5);
  valueOf(await postMessage(world, child, { contactId, clientKey: "k", text: "Con vẫn đây" }));
  expect(await state()).toMatchObject({ status: "active", ownerLostAt: lostAt });
  await stage.forward(55);
  expect(await ringClock(world, contactId)).toBe("rang");
  expect(await state()).toMatchObject({ status: "orphaned", previousOwner: lan.id });
});
