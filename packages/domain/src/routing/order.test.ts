import fc from "fast-check";
import { aContact } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import { LANES, laneRank } from "../contact/lane.ts";
import { inQueueOrder, orderingLane, queueAge } from "./order.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const now = after(TEST_START, 600);
const waiting = (id: string, changes: Parameters<typeof aContact>[0], waitedSeconds: number) =>
  aContact({ id, arrivedAt: after(now, -waitedSeconds), ...changes });

describe("the order of the queue", () => {
  test.each([
    {
      name: "lane goes before age",
      queue: [waiting("old", {}, 170), waiting("high", { lane: "high" }, 5), waiting("now", { lane: "immediate" }, 0)],
      order: ["now", "high", "old"],
    },
    { name: "the older goes first", queue: [waiting("b", {}, 10), waiting("a", {}, 20)], order: ["a", "b"] },
    {
      name: "a child's own chat counts as thirty seconds older",
      queue: [waiting("zalo", { channel: "zalo" }, 29), waiting("web", {}, 0)],
      order: ["web", "zalo"],
    },
    {
      name: "and not as more",
      queue: [waiting("web", {}, 0), waiting("zalo", { channel: "zalo" }, 31)],
      order: ["zalo", "web"],
    },
    { name: "the id decides a tie", queue: [waiting("b", {}, 10), waiting("a", {}, 10)], order: ["a", "b"] },
    {
      name: "an aged normal contact is ordered among the high ones",
      queue: [waiting("high", { lane: "high" }, 10), waiting("aged", {}, 180)],
      order: ["aged", "high"],
    },
    {
      name: "no wait goes before immediate",
      queue: [waiting("ancient", { lane: "high" }, 9000), waiting("danger", { lane: "immediate" }, 0)],
      order: ["danger", "ancient"],
    },
  ])("$name", ({ queue, order }) => {
    expect(inQueueOrder(queue, now, STANDARD_POLICY).map(({ id }) => id)).toEqual(order);
    expect(inQueueOrder(queue.toReversed(), now, STANDARD_POLICY).map(({ id }) => id)).toEqual(order);
  });
});

test.each([
  { lane: "low", waited: 299.999, ordered: "low" },
  { lane: "low", waited: 300, ordered: "normal" },
  { lane: "low", waited: 90_000, ordered: "normal" },
  { lane: "normal", waited: 179.999, ordered: "normal" },
  { lane: "normal", waited: 180, ordered: "high" },
  { lane: "normal", waited: 90_000, ordered: "high" },
  { lane: "high", waited: 90_000, ordered: "high" },
  { lane: "immediate", waited: 0, ordered: "immediate" },
] as const)("$lane after $waited s is ordered as $ordered", ({ lane, waited, ordered }) => {
  expect(orderingLane(waiting("a", { lane }, waited), now, STANDARD_POLICY)).toBe(ordered);
});

const contacts = fc.array(
  fc.record({
    id: fc.uuid(),
    lane: fc.constantFrom(...LANES),
    channel: fc.constantFrom("webchat", "zalo"),
    waited: fc.integer({ min: 0, max: 900 }),
  }),
);

test("the order is the same however the queue was read", () => {
  fc.assert(
    fc.property(contacts, fc.integer(), (rows, turn) => {
      const queue = [...new Map(rows.map((row) => [row.id, row])).values()].map(({ waited, ...row }) =>
        waiting(row.id, row, waited),
      );
      const turned = [...queue.slice(turn % (queue.length || 1)), ...queue.slice(0, turn % (queue.length || 1))];
      expect(inQueueOrder(turned, now, STANDARD_POLICY)).toEqual(inQueueOrder(queue, now, STANDARD_POLICY));
    }),
  );
});

test("age and ordering lane never get worse while somebody waits", () => {
  fc.assert(
    fc.property(fc.constantFrom(...LANES), fc.nat(1200), fc.nat(1200), (lane, waited, more) => {
      const contact = waiting("a", { lane }, 0);
      const [sooner, later] = [after(now, waited), after(now, waited + more)];
      expect(queueAge(contact, later, STANDARD_POLICY)).toBeGreaterThanOrEqual(
        queueAge(contact, sooner, STANDARD_POLICY),
      );
      expect(laneRank(orderingLane(contact, later, STANDARD_POLICY))).toBeLessThanOrEqual(
        laneRank(orderingLane(contact, sooner, STANDARD_POLICY)),
      );
    }),
  );
});
