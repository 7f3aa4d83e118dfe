import { expect, test } from "vitest";
import type { Contact } from "@nightlight/domain/contact/contact";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import {
  closeContact,
  endConversation,
  endWithOneKey,
  leaveContact,
  undoEnding,
} from "@nightlight/commands/contact/end-contact";
import { acceptOffer, declineOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { OfferStatus } from "@nightlight/commands/world";
import { beginChat, comeOnDuty, offerChat, readState, showChat, takeChat, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";

/** Offers, places and clocks: each transition claims, keeps or frees what the state stands on. */
export function describeRouting(stage: () => Stage): void {
  const world = () => stage().world;
  const offerRow = (id: string) => world().transaction({ kind: "system" }, ({ offers }) => offers.find(id));
  const status = async (id: string): Promise<OfferStatus | undefined> => (await offerRow(id))?.status;

  test("an offer claims a place, starts a two-second clock and keeps its explanation", async () => {
    const lan = await comeOnDuty(stage());
    await stage().forward(10);
    const { contactId, offerId } = await offerChat(stage());
    const now = await stage().now();
    expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken: 1 });
    expect(await stage().findClock(contactId)).toEqual({
      kind: "offer",
      dueAt: new Date(now.getTime() + 2000),
      generation: 1,
    });
    expect(await offerRow(offerId)).toEqual({
      id: offerId,
      contactId,
      counsellorId: lan.id,
      status: "pending",
      madeAt: now,
      shownAt: undefined,
      expiresAt: new Date(now.getTime() + 45_000),
      explanation: {
        lane: "normal",
        waitedSeconds: 0,
        idleSeconds: 10,
        knewTheContact: false,
        failedOffers: 0,
        others: [],
      },
    });
    expect(stage().committed.at(-1)).toMatchObject({
      clocks: [{ subject: "contact", subjectId: contactId, generation: 1, delayMs: 2000 }],
      explanations: new Map([[offerId, { lane: "normal" }]]),
    });
  });

  test("a shown offer lives 45 seconds from then; its clock has a new generation", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await offerChat(stage());
    await stage().forward(1);
    valueOf(await showOffer(world(), lan, offerId));
    const now = await stage().now();
    const dueAt = new Date(now.getTime() + 45_000);
    expect(await offerRow(offerId)).toMatchObject({ status: "shown", shownAt: now, expiresAt: dueAt });
    expect(await stage().findClock(contactId)).toEqual({ kind: "offer", dueAt, generation: 2 });
    expect(stage().committed.at(-1)?.clocks).toEqual([
      { subject: "contact", subjectId: contactId, generation: 2, delayMs: 45_000 },
    ]);
  });

  test("an accepted offer keeps the place and stops the clock", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await showChat(stage(), lan);
    const contact = valueOf(await acceptOffer(world(), lan, offerId));
    expect(contact.state).toEqual({
      status: "active",
      owner: lan.id,
      since: await stage().now(),
      ownerLostAt: undefined,
    });
    expect(await readState(stage(), contactId)).toEqual(contact);
    expect([await status(offerId), await stage().countSlots(lan.id)]).toEqual(["accepted", { all: 1, taken: 1 }]);
    expect(await stage().findClock(contactId)).toBeUndefined();
  });

  test("accepting again is the same answer and no second event", async () => {
    const lan = await comeOnDuty(stage());
    const { offerId } = await showChat(stage(), lan);
    const first = await acceptOffer(world(), lan, offerId);
    const announced = stage().committed.length;
    expect(await acceptOffer(world(), lan, offerId)).toEqual(first);
    expect(stage().committed).toHaveLength(announced);
  });

  test("one offer accepted eight times at once is one conversation", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await showChat(stage(), lan);
    const answers = await Promise.all(Array.from({ length: 8 }, () => acceptOffer(world(), lan, offerId)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await readState(stage(), contactId)).version).toBe(4);
    const accepted = stage()
      .committed.flatMap(({ events }) => events)
      .filter(({ event }) => event.type === "offer_accepted");
    expect(accepted).toHaveLength(1);
  });

  test("accept and decline at once: one wins and the other is told", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await showChat(stage(), lan);
    const [accepted, declined] = await Promise.all([
      acceptOffer(world(), lan, offerId),
      declineOffer(world(), lan, { offerId, reason: "technical" }),
    ]);
    expect([accepted.ok, declined.ok].filter(Boolean)).toHaveLength(1);
    const { state } = await readState(stage(), contactId);
    expect(state.status).toBe(accepted.ok ? "active" : "queued");
    expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken: accepted.ok ? 1 : 0 });
  });

  test("an accept at the last moment wins, one moment later it loses and nothing changes", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await showChat(stage(), lan);
    await stage().forward(45);
    const before = await readState(stage(), contactId);
    expect(await acceptOffer(world(), lan, offerId)).toEqual({ ok: false, refusal: "offer-expired" });
    expect(await readState(stage(), contactId)).toEqual(before);
    await stage().forward(-0.001);
    expect(await acceptOffer(world(), lan, offerId)).toMatchObject({ ok: true });
  });

  test("an offer that was taken back cannot be accepted any more", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId, offerId } = await showChat(stage(), lan);
    valueOf(await leaveContact(world(), child, { contactId, quick: false }));
    expect(await acceptOffer(world(), lan, offerId)).toEqual({ ok: false, refusal: "offer-gone" });
    expect([await status(offerId), await stage().countSlots(lan.id)]).toEqual(["rescinded", { all: 1, taken: 0 }]);
    expect(await stage().findClock(contactId)).toBeUndefined();
  });

  test("a declined offer frees the place, keeps the age and passes the counsellor over", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await showChat(stage(), lan);
    const { arrivedAt } = await readState(stage(), contactId);
    await stage().forward(5);
    valueOf(await declineOffer(world(), lan, { offerId, reason: "need_a_moment" }));
    const now = await stage().now();
    expect(await readState(stage(), contactId)).toMatchObject({
      arrivedAt,
      failedOffers: 0,
      skips: [{ counsellorId: lan.id, until: new Date(now.getTime() + 60_000) }],
      state: { status: "queued", since: now },
    });
    expect([await status(offerId), await stage().countSlots(lan.id)]).toEqual(["declined", { all: 1, taken: 0 }]);
  });

  test("declining again is the same answer; accepting after declining is not", async () => {
    const lan = await comeOnDuty(stage());
    const { offerId } = await showChat(stage(), lan);
    const input = { offerId, reason: "technical" } as const;
    valueOf(await declineOffer(world(), lan, input));
    expect(await declineOffer(world(), lan, input)).toMatchObject({ ok: true });
    expect(await acceptOffer(world(), lan, offerId)).toEqual({ ok: false, refusal: "offer-gone" });
  });

  test.each([
    { name: "unseen", forward: 2, ending: "undeliverable" },
    { name: "seen", forward: 45, ending: "timed_out" },
  ] as const)("an $name offer that ran out is $ending and frees the place", async ({ name, forward, ending }) => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = name === "seen" ? await showChat(stage(), lan) : await offerChat(stage());
    await stage().forward(forward - 0.001);
    expect(await ringClock(world(), contactId)).toBe("nothing-due");
    await stage().forward(0.001);
    expect(await ringClock(world(), contactId)).toBe("rang");
    expect(await ringClock(world(), contactId)).toBe("nothing-due");
    expect([await status(offerId), await stage().countSlots(lan.id)]).toEqual([ending, { all: 1, taken: 0 }]);
    expect(await readState(stage(), contactId)).toMatchObject({ failedOffers: 1, state: { status: "queued" } });
  });

  test("a contact has one live offer and a counsellor as many as there are places", async () => {
    const lan = await comeOnDuty(stage(), { chatSlots: 2 });
    for (const _ of [1, 2, 3]) await beginChat(stage());
    expect([await runMatcher(world()), await runMatcher(world())]).toMatchObject([{ made: 2 }, { made: 0 }]);
    expect(await stage().countSlots(lan.id)).toEqual({ all: 2, taken: 2 });
    const live = await world().transaction({ kind: "system" }, ({ offers }) => offers.liveOf(lan.id));
    expect(new Set(live.map(({ contactId }) => contactId)).size).toBe(2);
  });

  test("no place is given twice, whatever an engine asks for", async () => {
    const lan = await comeOnDuty(stage());
    await takeChat(stage(), lan);
    const { contactId } = await beginChat(stage());
    const offer = () =>
      world().transaction({ kind: "system" }, async ({ contacts, now }) => {
        const locked = await contacts.lock(contactId);
        if (locked === undefined) throw new Error("There is no such contact");
        const expiresAt = await now();
        await contacts.append(locked, [{ type: "offer_made", offerId: world().newId(), to: lan.id, expiresAt }]);
      });
    const announced = stage().committed.length;
    await expect(offer()).rejects.toThrow(/No free place/u);
    expect((await readState(stage(), contactId)).state.status).toBe("queued");
    expect(stage().committed).toHaveLength(announced);
  });

  const walks: readonly {
    name: string;
    walk: (
      contact: Contact,
      chat: { child: { kind: "child"; contactId: string } },
      lan: Awaited<ReturnType<typeof comeOnDuty>>,
    ) => Promise<unknown>;
    status: string;
    taken: number;
    clock: string | undefined;
  }[] = [
    {
      name: "ending the conversation",
      walk: ({ id, version }, _, lan) => endConversation(world(), lan, { contactId: id, version }),
      status: "wrap_up",
      taken: 1,
      clock: undefined,
    },
    {
      name: "one key",
      walk: ({ id, version }, _, lan) => endWithOneKey(world(), lan, { contactId: id, version, disposition: "prank" }),
      status: "closing",
      taken: 1,
      clock: "closing",
    },
    {
      name: "one key and undo",
      async walk({ id, version }, _, lan) {
        await endWithOneKey(world(), lan, { contactId: id, version, disposition: "prank" });
        return undoEnding(world(), lan, id);
      },
      status: "active",
      taken: 1,
      clock: undefined,
    },
    {
      name: "one key and eight seconds",
      async walk({ id, version }, _, lan) {
        await endWithOneKey(world(), lan, { contactId: id, version, disposition: "prank" });
        await stage().forward(8);
        return ringClock(world(), id);
      },
      status: "closed",
      taken: 0,
      clock: undefined,
    },
    {
      name: "wrap-up and record",
      async walk({ id, version }, _, lan) {
        const ended = valueOf(await endConversation(world(), lan, { contactId: id, version }));
        return closeContact(world(), lan, { contactId: id, version: ended.contact.version, disposition: "counselled" });
      },
      status: "closed",
      taken: 0,
      clock: undefined,
    },
    {
      name: "the child leaving",
      walk: ({ id }, { child }) => leaveContact(world(), child, { contactId: id, quick: true }),
      status: "wrap_up",
      taken: 1,
      clock: undefined,
    },
  ];
  test.each(walks)(
    "after $name it is $status, with $taken place taken",
    async ({ walk, status: expected, taken, clock }) => {
      const lan = await comeOnDuty(stage());
      const chat = await takeChat(stage(), lan);
      await walk(await readState(stage(), chat.contactId), chat, lan);
      expect((await readState(stage(), chat.contactId)).state.status).toBe(expected);
      expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken });
      expect((await stage().findClock(chat.contactId))?.kind).toBe(clock);
    },
  );

  test("a record reopened takes no place, for the next child may sit there", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan);
    const { version } = await readState(stage(), contactId);
    const ended = valueOf(await endConversation(world(), lan, { contactId, version }));
    valueOf(await closeContact(world(), lan, { contactId, version: ended.contact.version, disposition: "referred" }));
    await takeChat(stage(), lan);
    const reopened = valueOf(await undoEnding(world(), lan, contactId));
    expect(reopened.contact.state).toMatchObject({ status: "wrap_up", holdsSlot: false });
    expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken: 1 });
    const { version: now } = reopened.contact;
    valueOf(await closeContact(world(), lan, { contactId, version: now, disposition: "referred" }));
    expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken: 1 });
  });
}
