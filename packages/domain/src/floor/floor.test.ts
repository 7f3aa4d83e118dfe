import { aContact, anOffer, aSeat, contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import { alertsOf } from "./alerts.ts";
import type { FloorSeat } from "./floor.ts";
import { outlook } from "./outlook.ts";
import { carriedBy, personState } from "./person-state.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { isBarredSeat, objection } from "../routing/eligibility.ts";
import { match } from "../routing/match.ts";

const NOW = after(TEST_START, 3_600);
const SHIFT = { name: "Ca sáng", startsAt: TEST_START, endsAt: after(TEST_START, 8 * 3_600), checkedInAt: TEST_START };

function aFloorSeat(changes: Partial<FloorSeat> = {}): FloorSeat {
  return {
    ...aSeat("lan"),
    intentSince: TEST_START,
    missedInRow: 0,
    places: { voice: 1, chat: 1 },
    lease: { isAlive: true, lostAt: undefined },
    shift: SHIFT,
    ...changes,
  };
}

const NOTHING = { talks: [], writes: [], rings: [] };

test("a state is the first that holds, with its cause and since when", () => {
  const lostAt = after(TEST_START, 60);
  const lost = { isLeaseAlive: false, lease: { isAlive: false, lostAt } };
  const talk = { ...NOTHING, talks: [after(TEST_START, 30), after(TEST_START, 20)] };
  const tell = (seat: Partial<FloorSeat>, carried = NOTHING) => {
    const { state, cause } = personState(aFloorSeat(seat), carried, NOW);
    return [state, cause.code, cause.at, cause.count];
  };
  expect(tell(lost)).toEqual(["screen_lost", "lease_lost", lostAt, undefined]);
  expect(tell({ ...lost, intent: "break" })[0]).toBe("paused");
  expect(tell({ ...lost, intent: "break" }, talk as never)[0]).toBe("screen_lost");
  expect(tell({ isLeaseAlive: false, lease: undefined })[1]).toBe("never_connected");
  expect(tell({}, { ...talk, rings: [NOW] } as never)).toEqual(["ringing", "offer", NOW, 1]);
  expect(tell({ intent: "break" }, talk as never)).toEqual(["talking", "conversation", after(TEST_START, 20), 2]);
  expect(tell({}, { ...NOTHING, writes: [lostAt] } as never)).toEqual(["writing", "record", lostAt, 1]);
  expect(tell({ gate: "closed", shift: undefined })[1]).toBe("no_shift");
  expect(tell({ gate: "before", shift: { ...SHIFT, checkedInAt: undefined } })[1]).toBe("not_checked_in");
  expect(tell({ gate: "before", shift: { ...SHIFT, startsAt: after(NOW, 60) } })[1]).toBe("before_shift");
  expect(tell({ intent: "not_responding", missedInRow: 2 })).toEqual(["paused", "not_responding", TEST_START, 2]);
  expect(tell({ gate: "winding_down" })[1]).toBe("winding_down");
  expect(tell({})[1]).toBe("idle");
});

test("who carries what: an offer rings at whom it is held out to, a transfer too, and its owner keeps talking", () => {
  const transfer = anOffer({ to: "minh" });
  const carried = carriedBy([
    contactIn("offered"),
    aContact({ id: "2", state: { status: "active", owner: "hoa", since: NOW, ownerLostAt: undefined, transfer } }),
  ]);
  expect(carried("lan").rings).toHaveLength(1);
  expect(carried("minh").rings).toHaveLength(1);
  expect(carried("hoa").talks).toEqual([NOW]);
  expect(carried("nobody")).toEqual(NOTHING);
});

test("who is next, and what keeps a contact from everybody: the nearest objection, and never whom it is barred to", () => {
  const [first, second] = [aContact({ id: "1" }), aContact({ id: "2", arrivedAt: after(TEST_START, 1) })];
  const seats = [aSeat("lan"), aSeat("minh", { intent: "break" })];
  const looked = outlook([second, first], seats, NOW, STANDARD_POLICY);
  expect(looked.get("1")).toEqual({ personId: "lan", because: "is_next", count: 1 });
  expect(looked.get("2")).toEqual({ personId: undefined, because: "capacity", count: 1 });
  const english = outlook([aContact({ language: "en" })], [aSeat("lan", { languages: ["vi"] })], NOW, STANDARD_POLICY);
  expect([...english.values()]).toEqual([{ personId: undefined, because: "language", count: 1 }]);
  const barred = outlook([aContact({ barred: ["lan"] })], [aSeat("lan")], NOW, STANDARD_POLICY);
  expect([...barred.values()]).toEqual([{ personId: undefined, because: "nobody", count: 0 }]);
});

test("on a floor of all kinds, every contact is told what judging each seat by itself would say", () => {
  const seats = Array.from({ length: 24 }, (_, n) =>
    aSeat(`seat-${String(n)}`, {
      ...(n % 3 === 0 ? { intent: "break" as const } : {}),
      ...(n % 4 === 0 ? { gate: "closed" as const } : {}),
      ...(n % 5 === 0 ? { isLeaseAlive: false } : {}),
      ...(n % 2 === 0 ? { freeSlots: { chat: 0, voice: 1 } } : { languages: ["en"] as const }),
    }),
  );
  const waiting = Array.from({ length: 12 }, (_, n) =>
    aContact({
      id: `contact-${String(n)}`,
      channel: n % 4 === 0 ? "zalo" : "webchat",
      language: n % 2 === 0 ? "vi" : "en",
      barred: n % 3 === 0 ? ["seat-1", "seat-3", "seat-5"] : [],
    }),
  );
  const looked = outlook(waiting, seats, NOW, STANDARD_POLICY);
  const assigned = new Map(match(waiting, seats, NOW, STANDARD_POLICY).map(({ contact, to }) => [contact.id, to]));
  expect(assigned.size).toBeGreaterThan(0);
  expect(assigned.size).toBeLessThan(waiting.length);
  const left = seats.map((seat) => {
    const taken = [...assigned.values()].filter((to) => to === seat.counsellorId).length;
    return { ...seat, freeSlots: { ...seat.freeSlots, chat: Math.max(0, seat.freeSlots.chat - taken) } };
  });
  const alone = { isAlone: false, isPreviousOwnerRoutable: false };
  for (const contact of waiting) {
    const said = looked.get(contact.id);
    const to = assigned.get(contact.id);
    const found = left
      .filter((seat) => !isBarredSeat(contact, seat))
      .map((seat) => objection(contact, seat, alone, NOW, STANDARD_POLICY));
    expect(said?.personId).toBe(to);
    if (to === undefined) expect(said?.count).toBe(found.filter((because) => because === said?.because).length);
  }
});

test("alerts want an act: danger that waits, waits over their target, orphans, lost screens, records without hands", () => {
  const waiting = aContact({ id: "waits", arrivedAt: after(NOW, -600) });
  const danger = aContact({ id: "danger", lane: "immediate", arrivedAt: after(NOW, -1), failedOffers: 3 });
  const fresh = aContact({ id: "fresh", arrivedAt: after(NOW, -5) });
  const orphan = aContact({
    id: "orphan",
    state: { status: "orphaned", since: NOW, previousOwner: "lan" },
    arrivedAt: NOW,
  });
  const lost = aContact({ id: "lost", state: { status: "active", owner: "lan", since: TEST_START, ownerLostAt: NOW } });
  const longAgo = after(NOW, -STANDARD_POLICY.recordMinutes * 60);
  const record = { status: "wrap_up", owner: "lan", endedBy: "child", holdsSlot: true } as const;
  const slow = aContact({ id: "slow", state: { ...record, since: longAgo } });
  const quick = aContact({ id: "quick", state: { ...record, since: after(longAgo, 1) } });
  const freed = aContact({ id: "freed", state: { ...record, since: longAgo, holdsSlot: false } });
  const contacts = [waiting, danger, fresh, orphan, lost, slow, quick, freed].map((contact) => ({
    contact,
    needsHandOver: contact === lost,
  }));
  const seats = [aFloorSeat({ intent: "not_responding" })];
  const found = alertsOf({ contacts, seats, troubles: [], at: NOW, policy: STANDARD_POLICY }).map(
    ({ code, contactId, personId }) => [code, contactId ?? personId],
  );
  expect(found.toSorted()).toEqual([
    ["immediate_waits", "danger"],
    ["needs_hand_over", "lost"],
    ["not_responding", "lan"],
    ["offers_fail", "danger"],
    ["on_call_wanted", "waits"],
    ["orphaned", "orphan"],
    ["record_takes_long", "slow"],
    ["screen_lost_in_conversation", "lost"],
  ]);
  const trouble = { engine: "asterisk", code: "lines_full", since: NOW } as const;
  const told = alertsOf({ contacts: [], seats, troubles: [trouble], at: NOW, policy: STANDARD_POLICY });
  expect(told.map(({ code }) => code)).toContain("lines_full");
  const nobody = alertsOf({
    contacts,
    seats: [aFloorSeat({ isLeaseAlive: false })],
    troubles: [],
    at: NOW,
    policy: STANDARD_POLICY,
  });
  expect(nobody.some(({ code }) => code === "nobody_there")).toBe(true);
});

test.each([
  ["normal", 59, []],
  ["normal", 60, ["nobody_takes"]],
  ["normal", 90, ["on_call_wanted"]],
  ["normal", 600, ["on_call_wanted"]],
  ["high", 60, ["over_target"]],
  ["low", 89, ["nobody_takes"]],
] as const)("a wait in lane %s of %i s is one alert: %o", (lane, seconds, codes) => {
  const contact = aContact({ lane, arrivedAt: after(NOW, -seconds) });
  const contacts = [{ contact, needsHandOver: false }];
  const found = alertsOf({ contacts, seats: [aFloorSeat({})], troubles: [], at: NOW, policy: STANDARD_POLICY });
  expect(found.map(({ code }) => code)).toEqual(codes);
});
