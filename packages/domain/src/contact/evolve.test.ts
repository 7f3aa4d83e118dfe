import { after, TEST_START } from "@nightlight/testkit/clock";
import { aContact, anOffer, contactIn } from "@nightlight/testkit/builders";
import { describe, expect, test } from "vitest";
import { evolve, replay } from "./evolve.ts";

const now = after(TEST_START, 90);

describe("an offer in vain", () => {
  const known = contactIn("offered", { offer: anOffer({ previousOwner: "minh" }) });
  const failures = [
    { type: "offer_declined", offerId: "offer-1", by: "lan", reason: "technical", skipUntil: after(now, 60) },
    { type: "offer_failed", offerId: "offer-1", to: "lan", failure: "timed_out", skipUntil: after(now, 60) },
    { type: "offer_rescinded", offerId: "offer-1", to: "lan" },
  ] as const;

  test.each(failures)("($type) puts a new contact back in the queue with its age", (event) => {
    const contact = evolve(contactIn("offered"), event, now);
    expect(contact).toMatchObject({ arrivedAt: TEST_START, version: 6, state: { status: "queued", since: now } });
  });

  test.each(failures)("($type) makes an orphan an orphan again", (event) => {
    expect(evolve(known, event, now).state).toEqual({ status: "orphaned", since: now, previousOwner: "minh" });
  });

  test("counts as a failure only when nobody said no", () => {
    expect(failures.map((event) => evolve(contactIn("offered"), event, now).failedOffers)).toEqual([0, 1, 0]);
  });

  test("skips each counsellor once, and forgets skips that are over", () => {
    const skips = [
      { counsellorId: "lan", until: after(now, 1) },
      { counsellorId: "hoa", until: now },
      { counsellorId: "minh", until: after(now, 30) },
    ];
    const [declined] = failures;
    expect(evolve(contactIn("offered", {}, { skips }), declined, now).skips).toEqual([
      { counsellorId: "minh", until: after(now, 30) },
      { counsellorId: "lan", until: after(now, 60) },
    ]);
  });
});

test("an orphan's offer remembers who knew it", () => {
  const event = { type: "offer_made", offerId: "o2", to: "minh", expiresAt: after(now, 45) } as const;
  expect(evolve(contactIn("orphaned"), event, now).state).toMatchObject({
    offer: { to: "minh", previousOwner: "lan" },
  });
});

test("accepting wipes the slate: no skips, no failed offers", () => {
  const skips = [{ counsellorId: "minh", until: after(now, 30) }];
  const contact = evolve(
    contactIn("offered", {}, { skips, failedOffers: 2 }),
    { type: "offer_accepted", offerId: "offer-1", by: "lan" },
    now,
  );
  expect(contact).toMatchObject({ skips: [], failedOffers: 0, state: { status: "active", owner: "lan", since: now } });
});

test("an ending taken back goes on with the conversation that there was", () => {
  const contact = evolve(contactIn("closing"), { type: "closing_undone", by: "child" }, now);
  expect(contact.state).toEqual({ status: "active", owner: "lan", since: TEST_START, ownerLostAt: undefined });
});

test("a screen lost during the undo seconds stays lost when the ending is taken back", () => {
  const lost = evolve(contactIn("closing"), { type: "owner_lost" }, now);
  const back = evolve(lost, { type: "closing_undone", by: "child" }, after(now, 3));
  expect(back.state).toMatchObject({ status: "active", ownerLostAt: now });
  expect(evolve(back, { type: "owner_returned" }, after(now, 4)).state).toMatchObject({ ownerLostAt: undefined });
});

test.each([
  { event: { type: "message_posted", messageId: "m1", from: "child" }, isNews: true },
  { event: { type: "message_posted", messageId: "m1", from: "counsellor" }, isNews: false },
  { event: { type: "conversation_ended", by: "child" }, isNews: true },
  { event: { type: "conversation_ended", by: "counsellor" }, isNews: false },
  { event: { type: "record_begun" }, isNews: false },
  { event: { type: "owner_lost" }, isNews: false },
] as const)("what the counsellor did is no news to them, what came from outside is: $event", ({ event, isNews }) => {
  const contact = evolve(contactIn("active"), event, now);
  expect([contact.version, contact.newsVersion]).toEqual([6, isNews ? 6 : 1]);
});

test("a reopened contact takes no place and keeps who ended it", () => {
  const contact = evolve(contactIn("closed", { endedBy: "child" }), { type: "contact_reopened", by: "lan" }, now);
  expect(contact.state).toEqual({ status: "wrap_up", owner: "lan", since: now, endedBy: "child", holdsSlot: false });
});

test("only a child's words count as words", () => {
  const said = { type: "message_posted", messageId: "m1" } as const;
  expect(evolve(aContact(), { ...said, from: "counsellor" }, now).childWrote).toBe(false);
  expect(evolve(aContact(), { ...said, from: "child" }, now).childWrote).toBe(true);
});

test.each([
  [contactIn("queued"), { type: "conversation_ended", by: "counsellor" }],
  [contactIn("active"), { type: "offer_rescinded", offerId: "offer-1", to: "lan" }],
  [contactIn("queued"), { type: "offer_shown", offerId: "offer-1", expiresAt: now }],
  [contactIn("wrap_up"), { type: "owner_lost" }],
] as const)("a log that cannot have happened is a bug, not a state: %#", (contact, event) => {
  expect(() => evolve(contact, event, now)).toThrow();
});

test("a log without an arrival cannot be replayed", () => {
  expect(() => replay([])).toThrow();
  expect(() => replay([{ event: { type: "record_begun" }, at: now }])).toThrow();
});
