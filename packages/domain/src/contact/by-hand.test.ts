import { after, TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import { receiptAt } from "./by-hand.ts";
import { isByHand, CHANNEL_KINDS } from "./channel.ts";
import { isConversationOpen } from "./contact.ts";
import { decide } from "./decide.ts";
import { arrive, evolve, replay } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const now = TEST_START;

test.each([
  ["an hour ago", after(now, -3600), { ok: true, value: after(now, -3600) }],
  ["now", now, { ok: true, value: now }],
  ["by a clock that runs a minute fast", after(now, 60), { ok: true, value: now }],
  ["ahead", after(now, 61), { ok: false, refusal: "received-in-future" }],
  ["in a mistyped year", new Date("0202-03-01T00:00:00Z"), { ok: false, refusal: "received-too-long-ago" }],
])("received %s", (_, receivedAt, expected) => {
  expect(receiptAt(receivedAt, now)).toEqual(expected);
});

test("what is recorded by hand begins as its counsellor's record: no line, no place, no clock; and closes as others do", () => {
  const receivedAt = after(now, -7200);
  const begun = {
    type: "contact_recorded",
    contactId: "c",
    queueId: "default",
    channelId: "hand",
    channel: "letter",
    language: "vi",
    lane: "normal",
    receivedAt,
    by: "lan",
  } as const;
  const contact = arrive(begun, now);
  expect(contact).toMatchObject({ arrivedAt: now, receivedAt, state: { status: "wrap_up", owner: "lan" } });
  expect(isConversationOpen(contact)).toBe(false);
  expect(footprint(contact)).toEqual({ slot: undefined, offer: undefined, clock: undefined, owner: "lan" });
  const closing = decide(
    contact,
    { type: "close", by: "lan", version: 1, disposition: "referred" },
    now,
    STANDARD_POLICY,
  );
  const closed = closing.ok ? closing.value : [];
  expect(closed).toEqual([
    { type: "contact_closed", disposition: "referred", endedBy: "recorded", undoUntil: expect.any(Date) },
  ]);
  const log = [begun, ...closed].map((event) => ({ event, at: now }));
  expect(replay(log)).toEqual(closed.reduce((soFar, event) => evolve(soFar, event, now), contact));
});

test("paper kinds are no lines", () => {
  expect(CHANNEL_KINDS.filter(isByHand)).toEqual([
    "letter",
    "official_letter",
    "press",
    "social_media",
    "walk_in",
    "outage_paper",
  ]);
});
