import { TEST_START } from "@nightlight/testkit/clock";
import { contactIn } from "@nightlight/testkit/builders";
import { expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { decide, type ContactCommand } from "./decide.ts";

const decided = (command: ContactCommand, status: "active" | "closing" = "active") => {
  const decision = decide(contactIn(status), command, TEST_START, STANDARD_POLICY);
  return decision.ok ? decision.value.map(({ type }) => type) : decision.refusal;
};
const oneKey = (talkedSeconds: number): ContactCommand => {
  return { type: "end-with-one-key", by: "lan", version: 5, disposition: "silent", talkedSeconds };
};

test("one key ends no call in which two have talked for a minute; before that it does", () => {
  expect([0, 59].map((seconds) => decided(oneKey(seconds)))).toEqual([["closing_started"], ["closing_started"]]);
  expect([60, 3_600].map((seconds) => decided(oneKey(seconds)))).toEqual(["talked-a-while", "talked-a-while"]);
});

test("the long way of ending is open however long two have talked", () => {
  expect(decided({ type: "end", by: "lan", version: 5 })).toEqual(["conversation_ended"]);
});

test("the key that was pressed in time, and is told once more, is no refusal", () => {
  expect(decided(oneKey(61), "closing")).toEqual([]);
});
