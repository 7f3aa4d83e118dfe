import { expect, test } from "vitest";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { endWithOneKey } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { checkIn, setIntent } from "@nightlight/commands/presence/change-presence";
import { holdLease, loseLease, renewLease, sweepLeases } from "@nightlight/commands/presence/hold-lease";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { acceptOffer, declineOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { beginChat, comeOnDuty, offerChat, readState, showChat, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

/** The four facts of presence, and the floor that is made of them. */
export function describePresence(stage: () => Stage): void {
  const world = () => stage().world;
  const presenceOf = (by: CounsellorActor) => world().transaction(by, ({ presences }) => presences.find(by.id));
  const missOnce = async (by: CounsellorActor) => {
    const { contactId } = await showChat(stage(), by);
    await stage().forward(45);
    expect(await ringClock(world(), contactId)).toBe("rang");
    await world().transaction({ kind: "system" }, async ({ contacts }) => {
      const locked = await contacts.lock(contactId);
      if (locked !== undefined) await contacts.append(locked, [{ type: "contact_abandoned", by: "child" }]);
    });
    valueOf(await holdLease(world(), by, true));
  };

  test("a counsellor's presence is told with the store's time, places, lease and shift", async () => {
    const lan = await comeOnDuty(stage(), { chatSlots: 2, languages: ["vi", "en"] });
    const at = await stage().now();
    await offerChat(stage());
    expect(await presenceOf(lan)).toEqual({
      intent: "available",
      intentSince: at,
      missedInRow: 0,
      version: 0,
      languages: ["vi", "en"],
      chatSlots: 2,
      freeChatSlots: 1,
      lease: { epoch: 1, isAlive: true, lostAt: undefined },
      shift: {
        shiftId: expect.any(String) as string,
        name: "Shift",
        startsAt: new Date(at.getTime() - 3_600_000),
        endsAt: new Date(at.getTime() + 7 * 3_600_000),
        checkedInAt: new Date(at.getTime() - 3_600_000),
        checkInFrom: new Date(at.getTime() - 80 * 60_000),
      },
      gate: "open",
      at,
    });
  });

  test("an intent is kept with its time, as an event; saying it again is nothing new", async () => {
    const lan = await comeOnDuty(stage());
    await stage().forward(7);
    const said = valueOf(await setIntent(world(), lan, "break"));
    const at = await stage().now();
    expect(said).toMatchObject({ intent: "break", intentSince: at });
    expect(stage().committed.at(-1)?.events).toEqual([
      {
        subject: "counsellor",
        subjectId: lan.id,
        version: 1,
        actorKind: "staff",
        actorId: lan.id,
        at,
        event: { type: "intent_changed", intent: "break" },
      },
    ]);
    const announced = stage().committed.length;
    await stage().forward(7);
    expect(valueOf(await setIntent(world(), lan, "break")).intentSince).toEqual(at);
    expect(stage().committed).toHaveLength(announced);
  });

  test("checking in opens the gate once, and makes available", async () => {
    const lan = await comeOnDuty(stage(), {
      intent: "off",
      shift: { startsIn: -60, endsIn: 3600, isCheckedIn: false },
    });
    const at = await stage().now();
    expect(valueOf(await checkIn(world(), lan))).toMatchObject({ intent: "available", shift: { checkedInAt: at } });
    await stage().forward(10);
    expect(valueOf(await checkIn(world(), lan))).toMatchObject({ shift: { checkedInAt: at } });
    const events = stage().committed.flatMap((news) => news.events.map(({ event, version }) => [version, event.type]));
    expect(events).toEqual([
      [1, "shift_checked_in"],
      [2, "intent_changed"],
    ]);
  });

  test.each([
    { name: "nobody on the roster", shift: "none" },
    { name: "a shift that is too far away", shift: { startsIn: 20 * 60 + 1, endsIn: 8 * 3600, isCheckedIn: false } },
    { name: "a shift that has just ended", shift: { startsIn: -3600, endsIn: 0, isCheckedIn: false } },
  ] as const)("$name cannot be checked in to", async ({ shift }) => {
    const lan = await comeOnDuty(stage(), { shift });
    expect(await checkIn(world(), lan)).toEqual({ ok: false, refusal: "no-shift-now" });
  });

  test("two offers missed in a row and the counsellor is not responding; the misses begin anew after that", async () => {
    const lan = await comeOnDuty(stage());
    await missOnce(lan);
    expect(await presenceOf(lan)).toMatchObject({ intent: "available", missedInRow: 1 });
    await missOnce(lan);
    expect(await presenceOf(lan)).toMatchObject({ intent: "not_responding", missedInRow: 2 });
    await beginChat(stage());
    expect(await runMatcher(world())).toMatchObject({ made: 0 });
    valueOf(await setIntent(world(), lan, "available"));
    expect(await presenceOf(lan)).toMatchObject({ intent: "available", missedInRow: 0 });
    expect(await runMatcher(world())).toMatchObject({ made: 1 });
  });

  test.each(["accept", "decline"] as const)("whoever answers (%s) has missed nothing in a row", async (answer) => {
    const lan = await comeOnDuty(stage());
    await missOnce(lan);
    const { offerId } = await showChat(stage(), lan);
    if (answer === "accept") valueOf(await acceptOffer(world(), lan, offerId));
    else valueOf(await declineOffer(world(), lan, { offerId, reason: "technical" }));
    expect(await presenceOf(lan)).toMatchObject({ missedInRow: 0 });
  });

  test("an undeliverable offer is nobody's blame", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await offerChat(stage());
    await stage().forward(2);
    expect(await ringClock(world(), contactId)).toBe("rang");
    expect(await presenceOf(lan)).toMatchObject({ intent: "available", missedInRow: 0, version: 0 });
  });

  test("one tab holds the lease; another takes it over only when asked to", async () => {
    const lan = await comeOnDuty(stage());
    expect(await holdLease(world(), lan, false)).toEqual({ ok: false, refusal: "held-elsewhere" });
    expect(await holdLease(world(), lan, true)).toEqual({ ok: true, value: 2 });
    expect(await renewLease(world(), lan, 1)).toBe(false);
    expect(await loseLease(world(), lan, 1)).toBe(false);
    expect(await renewLease(world(), lan, 2)).toBe(true);
  });

  test("the lease is held by one sign-in, as long as it lives, and only its own counsellor is told", async () => {
    const lan = await comeOnDuty(stage());
    const minh = await comeOnDuty(stage());
    const isHeld = (actor: typeof lan, sessionId: string) =>
      world().transaction(actor, ({ leases }) => leases.isHeldBy(lan.id, sessionId));
    expect(await isHeld(lan, lan.sessionId)).toBe(true);
    expect(await isHeld(lan, minh.sessionId)).toBe(false);
    expect(await isHeld(minh, lan.sessionId)).toBe(false);
    await loseLease(world(), lan, lan.epoch);
    expect(await isHeld(lan, lan.sessionId)).toBe(false);
  });

  test("of ten tabs that ask at once, one holds the lease", async () => {
    const lan = await stage().addCounsellor();
    const tabs = await Promise.all(Array.from({ length: 10 }, () => holdLease(world(), lan, false)));
    expect(tabs.filter(({ ok }) => ok)).toEqual([{ ok: true, value: 1 }]);
  });

  test("a lease lives twelve seconds from its last renewal", async () => {
    const lan = await comeOnDuty(stage());
    await stage().forward(11);
    expect(await renewLease(world(), lan, 1)).toBe(true);
    await stage().forward(11.999);
    expect(await presenceOf(lan)).toMatchObject({ lease: { isAlive: true, lostAt: undefined } });
    expect(await sweepLeases(world())).toEqual([]);
    await stage().forward(0.001);
    const at = await stage().now();
    expect(await presenceOf(lan)).toMatchObject({ lease: { isAlive: false, lostAt: at } });
    expect(await sweepLeases(world())).toEqual([lan.id]);
    expect(await sweepLeases(world())).toEqual([]);
    expect(await renewLease(world(), lan, 1)).toBe(false);
    expect(await holdLease(world(), lan, false)).toEqual({ ok: true, value: 2 });
  });

  test("a lost lease starts the orphan clock of a conversation, and coming back stops it", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan);
    expect(await loseLease(world(), lan, lan.epoch)).toBe(true);
    const at = await stage().now();
    const dueAt = new Date(at.getTime() + 60_000);
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", ownerLostAt: at });
    expect(await stage().findClock(contactId)).toMatchObject({ kind: "orphan", dueAt });
    valueOf(await holdLease(world(), lan, false));
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", ownerLostAt: undefined });
    expect(await stage().findClock(contactId)).toBeUndefined();
  });

  test("a conversation that begins after its counsellor's screen was lost gets its orphan clock from the next sweep", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId, offerId } = await showChat(stage(), lan);
    await world().transaction(lan, ({ leases }) => leases.lose(lan.id, lan.epoch));
    valueOf(await acceptOffer(world(), lan, offerId));
    expect(await sweepLeases(world())).toEqual([]);
    expect((await readState(stage(), contactId)).state).toMatchObject({ ownerLostAt: await stage().now() });
    expect(await stage().findClock(contactId)).toMatchObject({ kind: "orphan" });
    const told = stage().committed.length;
    await sweepLeases(world());
    expect(stage().committed).toHaveLength(told);
  });

  test("so does one that a child brings back from closing, and one whose counsellor came back unheard is freed of it", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan);
    const { version } = await readState(stage(), contactId);
    valueOf(await endWithOneKey(world(), lan, { contactId, version, disposition: "silent" }));
    expect(await loseLease(world(), lan, lan.epoch)).toBe(true);
    valueOf(await postMessage(world(), child, { contactId, clientKey: "k", text: "Con vẫn đây" }));
    await sweepLeases(world());
    expect(await stage().findClock(contactId)).toMatchObject({ kind: "orphan" });
    await world().transaction(lan, ({ leases }) => leases.hold(lan.id, lan.sessionId, false));
    await sweepLeases(world());
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", ownerLostAt: undefined });
    expect(await stage().findClock(contactId)).toBeUndefined();
  });

  test("what a lost screen was offered goes on at once, without blame", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await showChat(stage(), lan);
    expect(await loseLease(world(), lan, lan.epoch)).toBe(true);
    expect(await readState(stage(), contactId)).toMatchObject({
      skips: [],
      failedOffers: 0,
      state: { status: "queued" },
    });
    expect(await presenceOf(lan)).toMatchObject({ missedInRow: 0, freeChatSlots: 1 });
  });

  test("the floor is everybody who is not off, with the places, gates and leases that they have now", async () => {
    const lan = await comeOnDuty(stage(), { chatSlots: 2 });
    const minh = await stage().addCounsellor({ intent: "break", languages: ["en"], shift: "none" });
    await stage().addCounsellor({ intent: "off" });
    const { contactId } = await beginChat(stage());
    await runMatcher(world());
    const second = await beginChat(stage());
    await stage().forward(1);
    const floor = await world().transaction({ kind: "system" }, (store) => store.floor(64));
    expect(floor?.at).toEqual(await stage().now());
    expect(floor?.waiting.map(({ id }) => id)).toEqual([second.contactId]);
    const common = { idleSince: expect.any(Date) as Date, alsoSpeaks: ["vi"], skills: [] };
    expect(floor?.seats.toSorted((a) => (a.counsellorId === lan.id ? -1 : 1))).toEqual([
      {
        ...common,
        counsellorId: lan.id,
        shiftEndsAt: expect.any(Date) as Date,
        intent: "available",
        gate: "open",
        isLeaseAlive: true,
        freeSlots: { voice: 0, chat: 1 },
        languages: ["vi"],
      },
      {
        ...common,
        counsellorId: minh.id,
        intent: "break",
        gate: "closed",
        isLeaseAlive: false,
        freeSlots: { voice: 0, chat: 1 },
        languages: ["en"],
      },
    ]);
    expect((await readState(stage(), contactId)).state.status).toBe("offered");
  });

  test("children whom nobody free can talk with do not hide the ones behind them", async () => {
    await comeOnDuty(stage());
    await comeOnDuty(stage(), { languages: ["en"], intent: "break" });
    for (const _ of [1, 2, 3]) await beginChat(stage(), { language: "en", safeNow: "no" });
    const { contactId } = await beginChat(stage());
    const floor = await world().transaction({ kind: "system" }, (store) => store.floor(2));
    expect(floor?.waiting.map(({ id }) => id)).toEqual([contactId]);
  });

  test("somebody is idle since their place was freed", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId, offerId } = await showChat(stage(), lan);
    await stage().forward(6);
    valueOf(await declineOffer(world(), lan, { offerId, reason: "technical" }));
    const freedAt = await stage().now();
    await stage().forward(4);
    const floor = await world().transaction({ kind: "system" }, (store) => store.floor(64));
    expect(floor?.seats[0]?.idleSince).toEqual(freedAt);
    expect(child.contactId).toBe(contactId);
  });

  test("the desk holds the offers, what is owned, and what was closed within the undo seconds", async () => {
    const lan = await comeOnDuty(stage(), { chatSlots: 2 });
    const talking = await takeChat(stage(), lan, { text: "Con sợ" });
    await stage().forward(1);
    const ringing = await showChat(stage(), lan);
    const desk = valueOf(await readDesk(world(), lan));
    expect(desk.contacts.map(({ id }) => id)).toEqual([talking.contactId]);
    expect(desk.offers.map(({ offer, contact }) => [offer.id, contact.id])).toEqual([
      [ringing.offerId, ringing.contactId],
    ]);
    expect([...desk.summaries]).toMatchObject([[talking.contactId, { last: { text: "Con sợ" }, unseen: 1 }]]);
  });
}
