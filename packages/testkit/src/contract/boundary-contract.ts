import { expect, test } from "vitest";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { acceptOffer, declineOffer } from "@nightlight/commands/routing/answer-offer";
import { keyOf } from "../builders.ts";
import { beginChat, comeOnDuty, offerChat, readState, showChat, takeChat, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";

/** Who sees what, and what the rest of the house is told and when. */
export function describeBoundaries(stage: () => Stage): void {
  const world = () => stage().world;
  const whatAppears = async (actor: Parameters<Stage["world"]["transaction"]>[0], contactId: string) => ({
    ...(await world().transaction(actor, async ({ contacts }) => ({
      found: (await contacts.find(contactId)) !== undefined,
      locked: (await contacts.lock(contactId)) !== undefined,
    }))),
    // Whoever has no business with words at all may be refused outright.
    words: await world()
      .transaction(actor, async ({ messages }) => (await messages.list(contactId)).length)
      .catch(() => 0),
  });
  const nothing = { found: false, locked: false, words: 0 };
  const everything = { found: true, locked: true, words: 1 };

  test("a conversation appears to its two sides; its state also to the engine; nothing to anybody else", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan, { text: "Con đây" });
    const minh = await comeOnDuty(stage());
    const other = await beginChat(stage());
    expect(await whatAppears(lan, contactId)).toEqual(everything);
    expect(await whatAppears(child, contactId)).toEqual(everything);
    expect(await whatAppears({ kind: "gateway", channelId: stage().webchatId }, contactId)).toEqual(everything);
    expect(await whatAppears({ kind: "system" }, contactId)).toEqual({ found: true, locked: true, words: 0 });
    expect(await whatAppears(minh, contactId)).toEqual(nothing);
    expect(await whatAppears(other, contactId)).toEqual(nothing);
    expect(await whatAppears({ kind: "gateway", channelId: await stage().addChannel("zalo") }, contactId)).toEqual(
      nothing,
    );
  });

  test("an offered contact shows its state and not its words", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await showChat(stage(), lan, { text: "Con đây" });
    expect(await whatAppears(lan, contactId)).toEqual({ found: true, locked: true, words: 0 });
  });

  test("what was declined can still be looked up and no longer be touched", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await showChat(stage(), lan, { text: "Con đây" });
    valueOf(await declineOffer(world(), lan, { offerId, reason: "know_this_person" }));
    expect(await whatAppears(lan, contactId)).toEqual({ found: true, locked: false, words: 0 });
  });

  test("foreign offers, presences, queues, desks and records do not appear", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await takeChat(stage(), lan, { text: "Con đây" });
    const minh = await comeOnDuty(stage());
    const seen = await world().transaction(minh, async ({ contacts, offers, presences, records, messages }) => ({
      offer: await offers.find(offerId),
      lockedByOffer: await contacts.lockByOffer(offerId),
      offers: await offers.liveOf(lan.id),
      presence: await presences.find(lan.id),
      desk: await contacts.onDesk(lan.id),
      active: await contacts.attendedBy(lan.id),
      queue: await contacts.inQueue(10),
      record: await records.latest(contactId),
      summaries: [...(await messages.summaries([contactId]))],
    }));
    expect(seen).toEqual({
      offer: undefined,
      lockedByOffer: undefined,
      offers: [],
      presence: undefined,
      desk: [],
      active: [],
      queue: [],
      record: {},
      summaries: [],
    });
  });

  test("a foreign offer can be neither accepted nor declined", async () => {
    await comeOnDuty(stage());
    const { contactId, offerId } = await offerChat(stage());
    const minh = await comeOnDuty(stage());
    const before = await readState(stage(), contactId);
    expect(await acceptOffer(world(), minh, offerId)).toEqual({ ok: false, refusal: "not-found" });
    const declined = await declineOffer(world(), minh, { offerId, reason: "technical" });
    expect(declined).toEqual({ ok: false, refusal: "not-found" });
    expect(await readState(stage(), contactId)).toEqual(before);
  });

  test("nobody writes into a foreign conversation, record or presence", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan, { text: "Con đây" });
    const minh = await comeOnDuty(stage());
    const { version } = await readState(stage(), contactId);
    const at = await stage().now();
    const foreign = { id: world().newId(), contactId, clientKey: "x", text: "x", sequence: version + 1, at };
    const post = world().transaction(minh, ({ messages }) =>
      messages.insert({ ...foreign, from: "counsellor", authorId: minh.id }),
    );
    await expect(post).rejects.toThrow();
    await expect(
      world().transaction(minh, ({ records }) => records.save(contactId, "child.00000000.name", "x", 0, 2)),
    ).rejects.toThrow();
    await world().transaction(minh, ({ presences }) =>
      presences.save(lan.id, { intent: "off", missedInRow: 0 }, { type: "intent_changed", intent: "off" }),
    );
    const lans = await world().transaction(lan, async ({ presences, messages }) => ({
      intent: (await presences.find(lan.id))?.intent,
      words: (await messages.list(contactId)).length,
    }));
    expect(lans).toEqual({ intent: "available", words: 1 });
  });

  test("a child cannot put words into the counsellor's mouth", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan);
    const { version } = await readState(stage(), contactId);
    const words = {
      id: world().newId(),
      contactId,
      clientKey: "x",
      text: "x",
      sequence: version + 1,
      at: await stage().now(),
    };
    const forged = world().transaction(child, ({ messages }) =>
      messages.insert({ ...words, from: "counsellor", authorId: lan.id }),
    );
    await expect(forged).rejects.toThrow();
  });

  test("news is told after the commit, and then the committed state is there to be read", async () => {
    let toldInside = -1;
    const contactId = world().newId();
    const child = { kind: "child", contactId } as const;
    await world().transaction(child, async ({ contacts }) => {
      const arrivalKey = keyOf("inside");
      const { webchatId: channelId } = stage();
      const told = {
        contactId,
        channelId,
        arrivalKey,
        queueId: "default",
        channel: "webchat",
        language: "vi",
      } as const;
      await contacts.arrive({
        ...told,
        lane: "normal",
        identity: undefined,
        message: undefined,
        childSession: undefined,
      });
      toldInside = stage().committed.length;
    });
    expect(toldInside).toBe(0);
    expect(stage().committed).toHaveLength(1);
    expect(stage().committed[0]?.contacts.get(contactId)).toEqual(await readState(stage(), contactId));
  });

  test("a story that throws leaves nothing behind and nothing is told", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan, { text: "Con đây" });
    const before = await readState(stage(), contactId);
    const announced = stage().committed.length;
    const broken = world().transaction(child, async ({ contacts, messages }) => {
      const locked = await contacts.lock(contactId);
      if (locked === undefined) throw new Error("There is no such contact");
      await contacts.append(locked, [{ type: "conversation_ended", by: "child" }]);
      const at = locked.at;
      const words = { id: world().newId(), contactId, clientKey: "x", text: "x", sequence: before.version + 1, at };
      await messages.insert({ ...words, from: "child", authorId: undefined });
      throw new Error("the story broke");
    });
    await expect(broken).rejects.toThrow("the story broke");
    expect(await readState(stage(), contactId)).toEqual(before);
    expect(await whatAppears(child, contactId)).toEqual(everything);
    expect(stage().committed).toHaveLength(announced);
    expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken: 1 });
  });

  test("a refusal is a value: it changes nothing and tells nothing", async () => {
    const child = await beginChat(stage());
    const announced = stage().committed.length;
    const again = await beginContact(world(), child, {
      contactId: child.contactId,
      channelId: stage().webchatId,
      channel: "webchat",
      language: "vi",
      facts: { safeNow: "unknown" },
      text: undefined,
      arrivalKey: keyOf(child.contactId),
      identity: undefined,
      childSession: undefined,
    });
    expect(again).toMatchObject({ ok: true, value: { repeated: true } });
    expect(stage().committed).toHaveLength(announced);
  });

  test("ids are UUIDs that sort by the time they were made", () => {
    const ids = Array.from({ length: 50 }, () => world().newId());
    expect(new Set(ids).size).toBe(50);
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u.test(id))).toBe(
      true,
    );
  });
}
