import { STANDARD_POLICY } from "../policy/policy.ts";
import { aContact, aSeat, contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import { isSkipped, objection, objections } from "./eligibility.ts";

const now = after(TEST_START, 30);
const among = { isAlone: false, isPreviousOwnerRoutable: false };
const alone = { isAlone: true, isPreviousOwnerRoutable: false };
const skips = [{ counsellorId: "lan", until: after(now, 1) }];
const orphan = (seconds: number) => contactIn("orphaned", { since: after(now, -seconds), previousOwner: "minh" });
const waitsForMinh = { isAlone: false, isPreviousOwnerRoutable: true };

test.each([
  { name: "all four facts hold", contact: aContact(), seat: aSeat("lan"), because: undefined },
  { name: "on a break", contact: aContact(), seat: aSeat("lan", { intent: "break" }), because: "intent" },
  { name: "off shift", contact: aContact(), seat: aSeat("lan", { gate: "closed" }), because: "gate" },
  { name: "not connected", contact: aContact(), seat: aSeat("lan", { isLeaseAlive: false }), because: "lease" },
  {
    name: "full",
    contact: aContact(),
    seat: aSeat("lan", { freeSlots: { voice: 1, chat: 0 } }),
    because: "capacity",
  },
  { name: "another language", contact: aContact({ language: "en" }), seat: aSeat("lan"), because: "language" },
  { name: "asked in vain before", contact: aContact({ skips }), seat: aSeat("lan"), because: "skipped" },
  { name: "somebody else's skip", contact: aContact({ skips }), seat: aSeat("minh"), because: undefined },
  { name: "winding down", contact: aContact(), seat: aSeat("lan", { gate: "winding_down" }), because: "winding_down" },
  {
    name: "winding down, immediate, others there",
    contact: aContact({ lane: "immediate" }),
    seat: aSeat("lan", { gate: "winding_down" }),
    because: "winding_down",
  },
] as const)("$name: $because", ({ contact, seat, because }) => {
  expect(objection(contact, seat, among, now, STANDARD_POLICY)).toBe(because);
});

test("being alone lifts a skip, and the wind-down only for immediate", () => {
  const windingDown = aSeat("lan", { gate: "winding_down" });
  const justNow = [{ counsellorId: "lan", until: new Date(now.getTime() + STANDARD_POLICY.skipSeconds * 1000) }];
  expect(objection(aContact({ skips }), aSeat("lan"), alone, now, STANDARD_POLICY)).toBeUndefined();
  expect(objection(aContact({ skips: justNow }), aSeat("lan"), alone, now, STANDARD_POLICY)).toBe("skipped");
  expect(
    objection(aContact({ skips: justNow, lane: "immediate" }), aSeat("lan"), alone, now, STANDARD_POLICY),
  ).toBeUndefined();
  expect(objection(aContact(), windingDown, alone, now, STANDARD_POLICY)).toBe("winding_down");
  expect(objection(aContact({ lane: "high" }), windingDown, alone, now, STANDARD_POLICY)).toBe("winding_down");
  expect(objection(aContact({ lane: "immediate" }), windingDown, alone, now, STANDARD_POLICY)).toBeUndefined();
});

test.each([
  { seconds: 0, because: "previous_counsellor_first" },
  { seconds: 19.999, because: "previous_counsellor_first" },
  { seconds: 20, because: undefined },
])("an orphan of $seconds s and its counsellor routable: for others $because", ({ seconds, because }) => {
  expect(objection(orphan(seconds), aSeat("lan"), waitsForMinh, now, STANDARD_POLICY)).toBe(because);
  expect(objection(orphan(seconds), aSeat("minh"), waitsForMinh, now, STANDARD_POLICY)).toBeUndefined();
  expect(objection(orphan(seconds), aSeat("lan"), among, now, STANDARD_POLICY)).toBeUndefined();
});

test("a skip ends at its moment", () => {
  const contact = aContact({ skips: [{ counsellorId: "lan", until: now }] });
  expect(isSkipped(contact, aSeat("lan"), after(now, -0.001))).toBe(true);
  expect(isSkipped(contact, aSeat("lan"), now)).toBe(false);
});

test("everything that speaks against somebody is named, most serious first", () => {
  const gone = aSeat("lan", { intent: "break", gate: "closed", isLeaseAlive: false, freeSlots: { voice: 0, chat: 0 } });
  const contact = aContact({ language: "en", skips });
  expect(objections(contact, gone, now, STANDARD_POLICY)).toEqual([
    "intent",
    "gate",
    "lease",
    "capacity",
    "language",
    "skipped",
  ]);
  expect(objections(aContact(), aSeat("lan"), now, STANDARD_POLICY)).toEqual([]);
  expect(objections(aContact(), aSeat("lan", { gate: "winding_down" }), now, STANDARD_POLICY)).toEqual([
    "winding_down",
  ]);
});

test("nothing goes beyond a bar, and whoever names a person waits for no other", () => {
  expect(objections(aContact({ barred: ["lan"] }), aSeat("lan", { intent: "off" }), now, STANDARD_POLICY)).toEqual([
    "barred",
  ]);
  expect(objections(orphan(1), aSeat("lan"), now, STANDARD_POLICY)).toEqual([]);
});

test("the first of all objections is the one that the matcher goes by", () => {
  const seats = [aSeat("lan", { intent: "break" }), aSeat("lan", { languages: ["en"] }), aSeat("lan")];
  for (const seat of seats)
    expect(objections(aContact({ skips }), seat, now, STANDARD_POLICY)[0]).toBe(
      objection(aContact({ skips }), seat, among, now, STANDARD_POLICY),
    );
});
