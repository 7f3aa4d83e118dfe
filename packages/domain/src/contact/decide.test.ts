import { after, TEST_START } from "@nightlight/testkit/clock";
import { ALL_STATUSES, anOffer, contactIn } from "@nightlight/testkit/builders";
import { describe, expect, test } from "vitest";
import type { Contact, ContactStatus } from "./contact.ts";
import type { CallbackCommand } from "./decide-callback.ts";
import type { MoveCommand } from "./decide-move.ts";
import type { ReceiptCommand } from "./decide-receipt.ts";
import type { RiskCommand } from "./decide-risk.ts";
import type { TalkCommand } from "./decide-talk.ts";
import type { TransferCommand } from "./decide-transfer.ts";
import { offerDueAt } from "./deadlines.ts";
import { decide, type ContactCommand } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const at = (seconds: number): Date => after(TEST_START, seconds);
const events = (contact: Contact, command: ContactCommand, seconds: number) => {
  const decision = decide(contact, command, at(seconds), STANDARD_POLICY);
  return decision.ok ? decision.value : decision.refusal;
};

/** Levels, supervisors, receipts, pauses, transfers and calls have rule books of their own. */
type ElsewhereCommand = RiskCommand | MoveCommand | ReceiptCommand | TalkCommand | TransferCommand | CallbackCommand;
/** What moves a contact along its path. */
type PathCommand = Exclude<ContactCommand, ElsewhereCommand>["type"];

/** One command of Lan's, or of the child's and the clock's; offer-1 is Lan's, the contact is at version 5. */
const COMMANDS: { readonly [Type in PathCommand]: Extract<ContactCommand, { type: Type }> } = {
  offer: { type: "offer", offerId: "offer-2", to: "minh" },
  show: { type: "show", offerId: "offer-1", by: "lan" },
  accept: { type: "accept", offerId: "offer-1", by: "lan" },
  decline: { type: "decline", offerId: "offer-1", by: "lan", reason: "need_a_moment" },
  "expire-offer": { type: "expire-offer" },
  "rescind-offer": { type: "rescind-offer" },
  "post-as-child": { type: "post-as-child", messageId: "m1", lane: "low" },
  "post-as-counsellor": { type: "post-as-counsellor", messageId: "m1", by: "lan" },
  "begin-record": { type: "begin-record", by: "lan" },
  end: { type: "end", by: "lan", version: 5 },
  "end-with-one-key": { type: "end-with-one-key", by: "lan", version: 5, disposition: "silent", talkedSeconds: 0 },
  leave: { type: "leave", quick: false },
  undo: { type: "undo", by: "lan" },
  reopen: { type: "reopen", by: "lan" },
  "finish-closing": { type: "finish-closing" },
  close: { type: "close", by: "lan", version: 5, disposition: "counselled" },
  "lose-owner": { type: "lose-owner" },
  "return-owner": { type: "return-owner" },
  orphan: { type: "orphan" },
  "lose-media": { type: "lose-media", owner: "lan" },
  "be-heard": { type: "be-heard" },
  "go-ahead": { type: "go-ahead" },
  "choose-language": { type: "choose-language", language: "en" },
  "leave-voicemail": { type: "leave-voicemail" },
  bar: { type: "bar", barredId: "lan", people: ["lan"] },
  "lift-bar": { type: "lift-bar", barredId: "lan" },
};

/** The whole rule book at five seconds: what each command does in each state. "–" is accepted and changes nothing. */
const RULES: Readonly<Record<PathCommand, Readonly<Record<ContactStatus, string>>>> = {
  offer: { ...only("queued", "offer_made", "not-waiting"), orphaned: "offer_made" },
  show: only("offered", "–", "offer-gone"),
  accept: only("offered", "offer_accepted", "offer-gone"),
  decline: only("offered", "offer_declined", "offer-gone"),
  "expire-offer": only("offered", "not-due", "–"),
  "rescind-offer": only("offered", "offer_rescinded", "–"),
  "post-as-child": {
    queued: "message_posted",
    offered: "message_posted",
    active: "message_posted",
    closing: "closing_undone message_posted",
    wrap_up: "conversation-over",
    closed: "conversation-over",
    orphaned: "message_posted",
    callback_due: "message_posted",
    abandoned: "conversation-over",
  },
  "post-as-counsellor": owned({
    active: "message_posted",
    closing: "conversation-over",
    wrap_up: "conversation-over",
    closed: "conversation-over",
  }),
  "begin-record": owned({
    active: "record_begun",
    closing: "record_begun",
    wrap_up: "record_begun",
    closed: "record_begun",
  }),
  end: owned({
    active: "conversation_ended",
    closing: "conversation-over",
    wrap_up: "–",
    closed: "conversation-over",
  }),
  "end-with-one-key": owned({
    active: "closing_started",
    closing: "–",
    wrap_up: "conversation-over",
    closed: "conversation-over",
  }),
  leave: {
    queued: "contact_abandoned",
    offered: "offer_rescinded contact_abandoned",
    active: "conversation_ended",
    closing: "contact_closed",
    wrap_up: "–",
    closed: "–",
    orphaned: "contact_abandoned",
    callback_due: "contact_abandoned",
    abandoned: "–",
  },
  undo: owned({ active: "–", closing: "closing_undone", wrap_up: "–", closed: "contact_reopened" }),
  reopen: owned({ active: "not-closed", closing: "not-closed", wrap_up: "–", closed: "contact_reopened" }),
  "finish-closing": only("closing", "not-due", "–"),
  close: owned({ active: "not-in-wrap-up", closing: "not-in-wrap-up", wrap_up: "contact_closed", closed: "–" }),
  "lose-owner": { ...only("active", "owner_lost", "–"), closing: "owner_lost" },
  "return-owner": only("active", "–", "–"),
  orphan: only("active", "–", "–"),
  "lose-media": only("active", "owner_removed", "–"),
  "be-heard": only("closing", "closing_undone", "–"),
  "go-ahead": only("queued", "–", "–"),
  "choose-language": { ...inQueue("language_chosen"), offered: "offer_rescinded language_chosen" },
  "leave-voicemail": { ...inQueue("voicemail_left"), active: "voicemail_left" },
  bar: only("offered", "offer_rescinded access_barred", "access_barred"),
  "lift-bar": only("offered", "–", "–"),
};

function inQueue(there: string): Record<ContactStatus, string> {
  return { ...only("queued", there, "–"), offered: there, orphaned: there };
}

function only(status: ContactStatus, there: string, elsewhere: string): Record<ContactStatus, string> {
  const rows = ALL_STATUSES.map((each) => [each, each === status ? there : elsewhere]);
  return Object.fromEntries(rows) as Record<ContactStatus, string>;
}

function owned(rows: Record<"active" | "closing" | "wrap_up" | "closed", string>): Record<ContactStatus, string> {
  const unowned = { queued: "not-yours", offered: "not-yours", orphaned: "not-yours", callback_due: "not-yours" };
  return { ...unowned, abandoned: "not-yours", ...rows };
}

const cells = Object.values(COMMANDS).flatMap((command) =>
  ALL_STATUSES.map((status) => ({ command, status, outcome: RULES[command.type][status] })),
);

test.each(cells)("$command.type of a contact that is $status: $outcome", ({ command, status, outcome }) => {
  const decided = events(contactIn(status), command, 5);
  const told = typeof decided === "string" ? decided : decided.map(({ type }) => type).join(" ") || "–";
  expect(told).toBe(outcome);
});

const OWNERS_COMMANDS = ["post-as-counsellor", "begin-record", "end", "end-with-one-key", "undo", "close"] as const;
const owners = OWNERS_COMMANDS.flatMap((type) =>
  (["active", "closing", "wrap_up", "closed"] as const).map((status) => ({ type, status })),
);
test.each(owners)(
  "$type by somebody else than the owner of a contact that is $status: not yours",
  ({ type, status }) => {
    expect(events(contactIn(status), { ...COMMANDS[type], by: "minh" }, 5)).toBe("not-yours");
  },
);

test.each(["show", "accept", "decline"] as const)(
  "%s of an offer to somebody else, or of another offer: gone",
  (type) => {
    expect(events(contactIn("offered"), { ...COMMANDS[type], by: "minh" }, 5)).toBe("offer-gone");
    expect(events(contactIn("offered"), { ...COMMANDS[type], offerId: "offer-0" }, 5)).toBe("offer-gone");
  },
);

test.each([
  { type: "end", status: "active" },
  { type: "end-with-one-key", status: "active" },
  { type: "close", status: "wrap_up" },
] as const)("$type by somebody who missed news is stale; their own doings are no news", ({ type, status }) => {
  const contact = contactIn(status, {}, { version: 7, newsVersion: 5 });
  const seeing = (version: number) => events(contact, { ...COMMANDS[type], version }, 5);
  expect([4, 8].map(seeing)).toEqual(["stale", "stale"]);
  expect([5, 6, 7].map((version) => Array.isArray(seeing(version)))).toEqual([true, true, true]);
});

describe("an offer", () => {
  const unseen = contactIn("offered", { offer: anOffer({ shownAt: undefined }) });
  const seen = contactIn("offered");

  test("that nobody has on screen is due after two seconds, one on screen at its end", () => {
    expect(offerDueAt(anOffer({ shownAt: undefined }))).toEqual(at(2));
    expect(offerDueAt(anOffer())).toEqual(at(45));
  });

  test.each([
    { lane: "normal", life: 45 },
    { lane: "high", life: 45 },
    { lane: "immediate", life: 8 },
  ] as const)("in lane $lane stands for $life seconds from when it is shown", ({ lane, life }) => {
    const made = events(contactIn("queued", {}, { lane }), COMMANDS.offer, 0);
    expect(made).toEqual([{ type: "offer_made", offerId: "offer-2", to: "minh", shownBy: at(2), expiresAt: at(life) }]);
    const shown = events({ ...unseen, lane }, COMMANDS.show, 1);
    expect(shown).toEqual([{ type: "offer_shown", offerId: "offer-1", expiresAt: at(1 + life) }]);
  });

  test.each([
    { name: "unseen", contact: unseen, end: 2, failure: "undeliverable" },
    { name: "seen", contact: seen, end: 45, failure: "timed_out" },
  ] as const)("$name until $end s can be accepted before that moment and not in it", ({ contact, end, failure }) => {
    expect(events(contact, COMMANDS.accept, end - 0.001)).toMatchObject([{ type: "offer_accepted", by: "lan" }]);
    expect(events(contact, COMMANDS.accept, end)).toBe("offer-expired");
    expect(events(contact, COMMANDS["expire-offer"], end - 0.001)).toBe("not-due");
    expect(events(contact, COMMANDS["expire-offer"], end)).toEqual([
      { type: "offer_failed", offerId: "offer-1", to: "lan", failure, skipUntil: at(end + 60) },
    ]);
  });

  test("cannot come on screen when its two seconds are over", () => {
    expect(events(unseen, COMMANDS.show, 2)).toBe("offer-expired");
  });

  test("that was declined tells why, and skips that counsellor for a minute", () => {
    expect(events(seen, COMMANDS.decline, 5)).toEqual([
      { type: "offer_declined", offerId: "offer-1", by: "lan", reason: "need_a_moment", skipUntil: at(65) },
    ]);
  });

  test("may be declined after its time: handing back is never too late", () => {
    expect(events(seen, COMMANDS.decline, 50)).toMatchObject([{ type: "offer_declined" }]);
  });
});

describe("an ending", () => {
  test.each([{ childWrote: true }, { recordBegun: true }])(
    "with one key is refused when there are words: %o",
    (words) => {
      expect(events(contactIn("active", {}, words), COMMANDS["end-with-one-key"], 5)).toBe("words-exist");
    },
  );

  test("with one key can be undone for eight seconds and not in the ninth", () => {
    expect(events(contactIn("active"), COMMANDS["end-with-one-key"], 0)).toEqual([
      { type: "closing_started", disposition: "silent", until: at(8) },
    ]);
    expect(events(contactIn("closing"), COMMANDS.undo, 7.999)).toEqual([{ type: "closing_undone", by: "counsellor" }]);
    expect(events(contactIn("closing"), COMMANDS.undo, 8)).toBe("too-late-to-undo");
    expect(events(contactIn("closing"), COMMANDS["finish-closing"], 7.999)).toBe("not-due");
    expect(events(contactIn("closing"), COMMANDS["finish-closing"], 8)).toEqual([
      { type: "contact_closed", disposition: "silent", endedBy: "counsellor" },
    ]);
  });

  test("with another key while one is running is stale, not a second ending", () => {
    expect(events(contactIn("closing"), { ...COMMANDS["end-with-one-key"], disposition: "prank" }, 5)).toBe("stale");
  });

  test("with another disposition than the one it was closed with is stale", () => {
    expect(events(contactIn("closed"), { ...COMMANDS.close, disposition: "referred" }, 5)).toBe("stale");
  });

  test("closed can be taken back for eight seconds", () => {
    expect(events(contactIn("closed"), COMMANDS.undo, 7.999)).toEqual([{ type: "contact_reopened", by: "lan" }]);
    expect(events(contactIn("closed"), COMMANDS.undo, 8)).toBe("too-late-to-undo");
  });

  test.each([
    { quick: true, by: "quick_exit" },
    { quick: false, by: "child" },
  ])("by the child (quick: $quick) is told as $by", ({ quick, by }) => {
    const leave = { type: "leave", quick } as const;
    expect(events(contactIn("queued"), leave, 5)).toEqual([{ type: "contact_abandoned", by }]);
    expect(events(contactIn("active"), leave, 5)).toEqual([{ type: "conversation_ended", by }]);
    expect(events(contactIn("closing"), leave, 5)).toEqual([
      { type: "contact_closed", disposition: "silent", endedBy: by },
    ]);
  });

  test("of a wrap-up keeps who ended the conversation", () => {
    expect(events(contactIn("wrap_up", { endedBy: "quick_exit" }), COMMANDS.close, 5)).toEqual([
      { type: "contact_closed", disposition: "counselled", endedBy: "quick_exit", undoUntil: at(5 + 8) },
    ]);
  });
});

describe("an owner who is lost", () => {
  const lost = contactIn("active", { ownerLostAt: TEST_START }, { lane: "normal" });

  test("is lost once", () => expect(events(lost, COMMANDS["lose-owner"], 5)).toEqual([]));

  test("may come back", () => expect(events(lost, COMMANDS["return-owner"], 59)).toEqual([{ type: "owner_returned" }]));

  test("leaves an orphan after sixty seconds, one lane up", () => {
    expect(events(lost, COMMANDS.orphan, 59.999)).toBe("not-due");
    expect(events(lost, COMMANDS.orphan, 60)).toEqual([{ type: "contact_orphaned", lane: "high" }]);
  });

  test("keeps the conversation when the clock rings after they came back", () => {
    const [returned] = decide(lost, COMMANDS["return-owner"], at(30), STANDARD_POLICY).ok
      ? [{ type: "owner_returned" } as const]
      : [];
    expect(returned && events(evolve(lost, returned, at(30)), COMMANDS.orphan, 60)).toEqual([]);
  });
});
