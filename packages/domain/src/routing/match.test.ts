import { aContact, aSeat, contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Contact } from "../contact/contact.ts";
import { LANES } from "../contact/lane.ts";
import type { Seat } from "../presence/presence.ts";
import { match } from "./match.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const now = after(TEST_START, 10);
const skipped = (...ids: string[]) => ids.map((counsellorId) => ({ counsellorId, until: after(now, 1) }));
const pairs = (queue: readonly Contact[], floor: readonly Seat[]) =>
  match(queue, floor, now, STANDARD_POLICY).map(({ contact, to }) => `${contact.id} → ${to}`);
const idleFor = (id: string, seconds: number, changes: Parameters<typeof aSeat>[1] = {}) =>
  aSeat(id, { idleSince: after(now, -seconds), ...changes });
const orphan = (since: number, changes: Partial<Contact> = {}) =>
  contactIn("orphaned", { since: after(now, since), previousOwner: "lan" }, { id: "orphan", ...changes });

const RULES: readonly { name: string; queue: readonly Contact[]; floor: readonly Seat[]; pairs: readonly string[] }[] =
  [
    { name: "nobody waits: nothing happens", queue: [], floor: [aSeat("lan")], pairs: [] },
    { name: "nobody is there: everybody keeps waiting", queue: [aContact()], floor: [], pairs: [] },
    {
      name: "the longest idle is asked first",
      queue: [aContact({ id: "c" })],
      floor: [idleFor("lan", 20), idleFor("minh", 300), idleFor("hoa", 100)],
      pairs: ["c → minh"],
    },
    {
      name: "immediate is served before whoever came earlier",
      queue: [
        aContact({ id: "early", arrivedAt: after(now, -100) }),
        aContact({ id: "danger", lane: "immediate", arrivedAt: now }),
      ],
      floor: [aSeat("lan")],
      pairs: ["danger → lan"],
    },
    {
      name: "two free places are two children served, the older by the longer idle",
      queue: [aContact({ id: "younger", arrivedAt: now }), aContact({ id: "older" })],
      floor: [idleFor("lan", 1), idleFor("minh", 2)],
      pairs: ["older → minh", "younger → lan"],
    },
    {
      name: "two places of one person are two offers",
      queue: [aContact({ id: "a" }), aContact({ id: "b" }), aContact({ id: "c" })],
      floor: [aSeat("lan", { freeSlots: { voice: 0, chat: 2 } })],
      pairs: ["a → lan", "b → lan"],
    },
    {
      name: "nobody talks and writes at once: whoever is held out a call is held out no chat beside it",
      queue: [aContact({ id: "call", channel: "phone", arrivedAt: after(now, -100) }), aContact({ id: "chat" })],
      floor: [aSeat("lan", { freeSlots: { voice: 1, chat: 2 } })],
      pairs: ["call → lan"],
    },
    {
      name: "a chat takes no voice place",
      queue: [aContact()],
      floor: [aSeat("lan", { freeSlots: { voice: 1, chat: 0 } })],
      pairs: [],
    },
    {
      name: "a language nobody free speaks waits, and does not hold up the next",
      queue: [aContact({ id: "en", language: "en" }), aContact({ id: "vi", arrivedAt: now })],
      floor: [aSeat("lan")],
      pairs: ["vi → lan"],
    },
    {
      name: "whoever was asked in vain a short while ago is passed over",
      queue: [aContact({ id: "c", skips: skipped("minh") })],
      floor: [idleFor("minh", 300), idleFor("lan", 1)],
      pairs: ["c → lan"],
    },
    {
      name: "unless they are alone",
      queue: [aContact({ id: "c", skips: skipped("minh") })],
      floor: [idleFor("minh", 300), idleFor("lan", 1, { intent: "break" }), idleFor("hoa", 1, { languages: ["en"] })],
      pairs: ["c → minh"],
    },
    {
      name: "when all were asked in vain they are asked again",
      queue: [aContact({ id: "c", skips: skipped("minh", "lan") })],
      floor: [idleFor("minh", 300), idleFor("lan", 1)],
      pairs: ["c → minh"],
    },
    {
      name: "a skip that is over counts no more",
      queue: [aContact({ id: "c", skips: [{ counsellorId: "minh", until: now }] })],
      floor: [idleFor("minh", 300), idleFor("lan", 1)],
      pairs: ["c → minh"],
    },
    {
      name: "in the last minutes of a shift nothing new is offered",
      queue: [aContact()],
      floor: [aSeat("lan", { gate: "winding_down" })],
      pairs: [],
    },
    {
      name: "except immediate with nobody else",
      queue: [aContact({ id: "danger", lane: "immediate" }), aContact({ id: "other" })],
      floor: [aSeat("lan", { gate: "winding_down", freeSlots: { voice: 0, chat: 2 } })],
      pairs: ["danger → lan"],
    },
    {
      name: "and not immediate when somebody else is free",
      queue: [aContact({ id: "danger", lane: "immediate" })],
      floor: [idleFor("lan", 300, { gate: "winding_down" }), idleFor("minh", 1)],
      pairs: ["danger → minh"],
    },
    {
      name: "an orphan goes to the counsellor who knows it, however long others are idle",
      queue: [orphan(0)],
      floor: [idleFor("minh", 300), idleFor("lan", 1)],
      pairs: ["orphan → lan"],
    },
    {
      name: "an orphan whose counsellor is gone goes to anybody at once",
      queue: [orphan(0)],
      floor: [idleFor("minh", 300), idleFor("lan", 1, { isLeaseAlive: false })],
      pairs: ["orphan → minh"],
    },
    {
      name: "an orphan does not wait for a counsellor who just handed it back",
      queue: [orphan(0, { skips: skipped("lan") })],
      floor: [idleFor("minh", 300), idleFor("lan", 1)],
      pairs: ["orphan → minh"],
    },
    {
      name: "an orphan does not wait for a counsellor whose shift is winding down",
      queue: [orphan(0)],
      floor: [idleFor("minh", 300), idleFor("lan", 1, { gate: "winding_down" })],
      pairs: ["orphan → minh"],
    },
  ];

test.each(RULES)("$name", ({ queue, floor, pairs: expected }) => {
  expect(pairs(queue, floor)).toEqual(expected);
  expect(pairs(queue.toReversed(), floor.toReversed())).toEqual(expected);
});

test("an offer explains itself: lane, waits, and who else was considered and why not", () => {
  const floor = [
    idleFor("lan", 300),
    idleFor("minh", 4),
    aSeat("hoa", { languages: ["en"] }),
    aSeat("tu", { intent: "break" }),
    aSeat("vy", { isLeaseAlive: false }),
    aSeat("an", { gate: "closed" }),
    aSeat("be", { freeSlots: { voice: 0, chat: 0 } }),
    aSeat("my", { gate: "winding_down" }),
    aSeat("su"),
  ];
  const [offer] = match([aContact({ skips: skipped("su"), failedOffers: 1 })], floor, now, STANDARD_POLICY);
  expect(offer?.explanation).toEqual({
    lane: "normal",
    waitedSeconds: 10,
    idleSeconds: 300,
    knewTheContact: false,
    failedOffers: 1,
    others: [
      { counsellorId: "minh", because: "less_idle" },
      { counsellorId: "hoa", because: "language" },
      { counsellorId: "tu", because: "intent" },
      { counsellorId: "vy", because: "lease" },
      { counsellorId: "an", because: "gate" },
      { counsellorId: "be", because: "capacity" },
      { counsellorId: "my", because: "winding_down" },
      { counsellorId: "su", because: "skipped" },
    ],
  });
});

describe("whatever queue and floor", () => {
  const seat = fc.record({
    intent: fc.constantFrom("available", "available", "break"),
    gate: fc.constantFrom("open", "open", "winding_down", "closed"),
    isLeaseAlive: fc.constantFrom(true, true, false),
    languages: fc.constantFrom(["vi"], ["vi", "en"], ["en"]),
    chat: fc.nat(2),
    idle: fc.nat(100),
  });
  const child = fc.record({
    lane: fc.constantFrom(...LANES),
    language: fc.constantFrom("vi", "en"),
    waited: fc.nat(400),
    previousOwner: fc.option(fc.nat(9), { nil: undefined }),
    skips: fc.array(fc.nat(9), { maxLength: 3 }),
  });
  const built = fc
    .record({ seats: fc.array(seat, { maxLength: 10 }), children: fc.array(child, { maxLength: 12 }) })
    .map(({ seats, children }) => ({
      floor: seats.map(({ chat, idle, ...rest }, n) =>
        idleFor(`s${String(n)}`, idle, { ...rest, freeSlots: { voice: 0, chat } }),
      ),
      queue: children.map(({ waited, previousOwner, skips, ...rest }, n): Contact => {
        const id = `c${String(n)}`;
        const common = {
          ...rest,
          id,
          arrivedAt: after(now, -waited),
          skips: skipped(...skips.map((s) => `s${String(s)}`)),
        };
        return previousOwner === undefined
          ? aContact(common)
          : contactIn("orphaned", { since: after(now, -waited), previousOwner: `s${String(previousOwner)}` }, common);
      }),
    }));

  test("no place is given twice, no contact offered twice, nobody asked who is not routable", () => {
    fc.assert(
      fc.property(built, ({ queue, floor }) => {
        const offers = match(queue, floor, now, STANDARD_POLICY);
        expect(new Set(offers.map(({ contact }) => contact.id)).size).toBe(offers.length);
        for (const one of floor) {
          const own = offers.filter(({ to }) => to === one.counsellorId);
          expect(own.length).toBeLessThanOrEqual(one.freeSlots.chat);
          if (own.length === 0) continue;
          expect([one.intent, one.isLeaseAlive]).toEqual(["available", true]);
          expect(["open", "winding_down"]).toContain(one.gate);
          if (one.gate === "winding_down") expect(own.every(({ contact }) => contact.lane === "immediate")).toBe(true);
          expect(own.every(({ contact }) => one.languages.includes(contact.language))).toBe(true);
        }
      }),
    );
  });

  test("nobody waits beside a free, open, capable place; the order of reading changes nothing", () => {
    fc.assert(
      fc.property(built, ({ queue, floor }) => {
        const offers = match(queue, floor, now, STANDARD_POLICY);
        const waiting = queue.filter((contact) => !offers.some((offer) => offer.contact.id === contact.id));
        const left = floor.filter(
          (one) =>
            one.intent === "available" &&
            one.gate === "open" &&
            one.isLeaseAlive &&
            one.freeSlots.chat > offers.filter(({ to }) => to === one.counsellorId).length,
        );
        for (const contact of waiting) {
          const capable = left.filter((one) => one.languages.includes(contact.language));
          expect(capable.map(({ counsellorId }) => counsellorId)).toEqual([]);
        }
        const turned = match(queue.toReversed(), floor.toReversed(), now, STANDARD_POLICY);
        expect(turned.map(({ contact, to }) => [contact.id, to])).toEqual(
          offers.map(({ contact, to }) => [contact.id, to]),
        );
      }),
    );
  });
});
