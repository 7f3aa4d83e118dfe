import { contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { mayLeaveMessage } from "./may-leave-message.ts";

const CALLBACK = { from: TEST_START, until: TEST_START, tries: 0 };

test.each([
  ["nobody's telephone is there", contactIn("queued"), 1, false, true],
  ["somebody's is, and they have only come", contactIn("queued"), 89, true, false],
  ["they waited until the ladder's end", contactIn("queued"), 90, true, true],
  ["somebody lost them, at the ladder's end", contactIn("orphaned"), 90, true, true],
  ["they are being offered", contactIn("offered"), 90, true, false],
  ["they wait to be called back", contactIn("queued", {}, { callback: CALLBACK }), 90, true, false],
  ["their words are here already", contactIn("queued", {}, { childWrote: true }), 90, true, false],
  ["somebody has them", contactIn("active"), 90, false, false],
] as const)("a message may be left: %s", (_, contact, seconds, hasTelephones, isInvited) => {
  const house = { at: after(TEST_START, seconds), hasTelephones };
  expect(mayLeaveMessage(contact, house, STANDARD_POLICY)).toBe(isInvited);
});
