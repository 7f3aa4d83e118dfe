import { aContact, aSeat, contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import { decide } from "../contact/decide.ts";
import { evolve } from "../contact/evolve.ts";
import { objection } from "./eligibility.ts";
import { match } from "./match.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const NOBODY_ELSE = { isAlone: true, isPreviousOwnerRoutable: false };

test("whoever is barred is not asked, also when nobody else is there and there is danger", () => {
  const contact = aContact({ lane: "immediate", barred: ["lan", "centre-1"] });
  expect(objection(contact, aSeat("lan"), NOBODY_ELSE, TEST_START, STANDARD_POLICY)).toBe("barred");
  expect(objection(contact, aSeat("minh", { centreId: "centre-1" }), NOBODY_ELSE, TEST_START, STANDARD_POLICY)).toBe(
    "barred",
  );
  expect(
    objection(contact, aSeat("minh", { centreId: "centre-2" }), NOBODY_ELSE, TEST_START, STANDARD_POLICY),
  ).toBeUndefined();
  expect(match([contact], [aSeat("lan")], TEST_START, STANDARD_POLICY)).toEqual([]);
});

test("the one who is left counts as alone, and learns from no explanation who is barred", () => {
  const skips = [{ counsellorId: "minh", until: after(TEST_START, 5) }];
  const contact = aContact({ lane: "immediate", barred: ["lan"], skips });
  const [assignment] = match([contact], [aSeat("lan"), aSeat("minh")], TEST_START, STANDARD_POLICY);
  expect(assignment).toMatchObject({ to: "minh", explanation: { others: [] } });
});

test("an orphan does not wait for its barred counsellor", () => {
  const orphan = contactIn("orphaned", { since: TEST_START });
  const [barred, ...more] = eventsOf(
    decide(orphan, { type: "bar", barredId: "lan", people: ["lan"] }, TEST_START, STANDARD_POLICY),
  );
  expect(more).toEqual([]);
  expect(barred).toEqual({ type: "access_barred", barredId: "lan", leaves: "lan" });
  const contact = barred === undefined ? orphan : evolve(orphan, barred, after(TEST_START, 1));
  expect(contact.state).toEqual({ status: "queued", since: TEST_START });
  expect(match([contact], [aSeat("lan"), aSeat("minh")], TEST_START, STANDARD_POLICY).map(({ to }) => to)).toEqual([
    "minh",
  ]);
});

test("a bar that is in force, or was lifted, is not written twice", () => {
  const contact = aContact({ barred: ["lan"] });
  expect(
    eventsOf(decide(contact, { type: "bar", barredId: "lan", people: ["lan"] }, TEST_START, STANDARD_POLICY)),
  ).toEqual([]);
  expect(eventsOf(decide(aContact(), { type: "lift-bar", barredId: "lan" }, TEST_START, STANDARD_POLICY))).toEqual([]);
  const [restored] = eventsOf(decide(contact, { type: "lift-bar", barredId: "lan" }, TEST_START, STANDARD_POLICY));
  expect(restored === undefined ? contact : evolve(contact, restored, TEST_START)).toMatchObject({ barred: [] });
});

function eventsOf(decision: ReturnType<typeof decide>) {
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.value;
}
