import { ALL_STATUSES, anOffer, contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import type { Contact, ContactStatus } from "./contact.ts";
import { decide } from "./decide.ts";
import type { MoveCommand } from "./decide-move.ts";
import { evolve } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const now = after(TEST_START, 5);
const later = after(now, 8);
type Act = "to a person" | "to the queue" | "release";

const COMMANDS: Readonly<Record<Act, MoveCommand>> = {
  "to a person": move("minh"),
  "to the queue": move(null),
  release: { type: "release", by: "hoa", reason: "technical", isOwnerThere: false, isOfferedThere: false },
};

function move(to: string | null, changes: Partial<Extract<MoveCommand, { type: "move" }>> = {}): MoveCommand {
  return {
    type: "move",
    moveId: "move-1",
    offerId: "offer-2",
    by: "hoa",
    to,
    reason: "workload",
    overrides: [],
    ...changes,
  };
}

function become(contact: Contact, command: MoveCommand, at: Date = now): Contact {
  const decision = decide(contact, command, at, STANDARD_POLICY);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.value.reduce((soFar, event) => evolve(soFar, event, at), contact);
}

function answer(contact: Contact, command: MoveCommand): readonly string[] | string {
  const decision = decide(contact, command, now, STANDARD_POLICY);
  return decision.ok ? decision.value.map(({ type }) => type) : decision.refusal;
}

/** Every live state has a supervisor's answer: there is no stuck contact. */
const ANSWERS: Readonly<Record<ContactStatus, Readonly<Record<Act, readonly string[] | string>>>> = {
  queued: { "to a person": ["contact_moved", "offer_made"], "to the queue": "already-there", release: [] },
  offered: {
    "to a person": ["offer_rescinded", "contact_moved", "offer_made"],
    "to the queue": ["offer_rescinded", "contact_moved"],
    release: ["contact_released", "offer_rescinded"],
  },
  active: {
    "to a person": ["contact_moved", "offer_made"],
    "to the queue": ["contact_moved"],
    release: ["contact_released", "contact_orphaned"],
  },
  closing: {
    "to a person": ["closing_undone", "contact_moved", "offer_made"],
    "to the queue": ["closing_undone", "contact_moved"],
    release: [],
  },
  wrap_up: { "to a person": ["contact_moved"], "to the queue": "needs-person", release: [] },
  orphaned: {
    "to a person": ["contact_moved", "offer_made"],
    "to the queue": ["contact_moved"],
    release: ["contact_released"],
  },
  // A call waits for its safe window, and nobody makes it sooner; supervisors decide on the call itself.
  callback_due: { "to a person": "call-waits", "to the queue": "call-waits", release: [] },
  closed: { "to a person": "already-over", "to the queue": "already-over", release: "already-over" },
  abandoned: { "to a person": "already-over", "to the queue": "already-over", release: "already-over" },
};

describe.each(ALL_STATUSES)("a contact that is %s", (status) => {
  test.each(Object.keys(COMMANDS) as Act[])("moved %s", (act) => {
    expect(answer(contactIn(status), COMMANDS[act])).toEqual(ANSWERS[status][act]);
  });

  test("has nothing to finish where nothing waits for its seconds to end", () => {
    expect(answer(contactIn(status), { type: "finish-move" })).toEqual([]);
    const undo = { type: "undo-move", moveId: "move-1", by: "hoa" } as const;
    expect(answer(contactIn(status), undo)).toBe("moved-on");
  });

  test("keeps its age whatever a supervisor does", () => {
    for (const act of Object.keys(COMMANDS) as Act[]) {
      const contact = contactIn(status);
      if (typeof ANSWERS[status][act] === "string") continue;
      expect(become(contact, COMMANDS[act]).arrivedAt).toEqual(contact.arrivedAt);
    }
  });

  test("is as if it had not been moved after an undo", () => {
    for (const to of ["minh", null]) {
      const contact = contactIn(status);
      if (typeof answer(contact, move(to)) === "string") continue;
      const undone = become(
        become(contact, move(to)),
        { type: "undo-move", moveId: "move-1", by: "hoa" },
        after(now, 7.9),
      );
      const { state } = undone;
      expect(state.status).toBe(status === "offered" ? "queued" : status);
      expect("move" in state || "transfer" in state).toBe(false);
      expect(undone.skips).toEqual(contact.skips);
      if ("owner" in contact.state) expect(state).toMatchObject({ owner: contact.state.owner });
      if (contact.state.status === "orphaned") expect(state).toMatchObject({ previousOwner: "lan" });
      if (contact.state.status === "closing")
        expect(state).toMatchObject({ disposition: "silent", until: after(now, 15.9) });
    }
  });
});

test.each([
  ["queued", { to: "lan" }],
  ["orphaned", { to: "lan" }],
] as const)("a contact that is %s is offered to the person named, and to nobody else", (status, { to }) => {
  const moved = become(contactIn(status), move(to));
  expect(moved.state).toMatchObject({ status: "offered", offer: { id: "offer-2", to }, move: { to, until: later } });
  expect(footprint(moved)).toMatchObject({ slot: { counsellorId: to }, clock: { kind: "offer" } });
});

describe("a running conversation that is moved to a person", () => {
  const moved = become(contactIn("active"), move("minh"));

  test("stays with its counsellor, and keeps a place for the other", () => {
    expect(moved.state).toMatchObject({ status: "active", owner: "lan", transfer: { id: "offer-2", to: "minh" } });
    expect(footprint(moved)).toMatchObject({
      owner: "lan",
      slot: { counsellorId: "lan" },
      transferSlot: { counsellorId: "minh" },
      offer: { id: "offer-2" },
      clock: { kind: "offer" },
    });
  });

  test("is theirs once they accept, and then nothing can be undone", () => {
    const accepted = decide(moved, { type: "accept", offerId: "offer-2", by: "minh" }, now, STANDARD_POLICY);
    expect(accepted).toEqual({
      ok: true,
      value: [{ type: "offer_accepted", offerId: "offer-2", by: "minh", from: "lan" }],
    });
    const theirs = accepted.ok ? accepted.value.reduce((soFar, event) => evolve(soFar, event, now), moved) : moved;
    expect(theirs.state).toEqual({ status: "active", owner: "minh", since: now, ownerLostAt: undefined });
    expect(answer(theirs, { type: "undo-move", moveId: "move-1", by: "hoa" })).toBe("moved-on");
  });

  test.each([
    ["they say no", { type: "decline", offerId: "offer-2", by: "minh", reason: "technical" }, "declined"],
    ["their screen is lost", { type: "rescind-offer" }, "rescinded"],
  ] as const)("stays where it was when %s, and the supervisor is told", (_, command, because) => {
    const decision = decide(moved, command, now, STANDARD_POLICY);
    const events = decision.ok ? decision.value : [];
    expect(events.at(-1)).toEqual({ type: "move_failed", moveId: "move-1", by: "hoa", to: "minh", because });
    const back = events.reduce((soFar, event) => evolve(soFar, event, now), moved);
    expect(back.state).toEqual(contactIn("active").state);
    expect(back.failedOffers).toBe(0);
  });

  test("becomes an ordinary offer when its counsellor is gone before the answer", () => {
    const lost = evolve(moved, { type: "owner_lost" }, now);
    const orphaned = evolve(lost, { type: "contact_orphaned", lane: "high" }, later);
    expect(orphaned.state).toMatchObject({
      status: "offered",
      offer: { id: "offer-2", to: "minh", previousOwner: "lan" },
    });
    expect(footprint(orphaned)).toMatchObject({
      slot: { counsellorId: "minh" },
      transferSlot: undefined,
      owner: undefined,
    });
  });

  test.each([
    ["its counsellor ends it", { type: "end", by: "lan", version: moved.version }],
    ["the child leaves", { type: "leave", quick: false }],
  ] as const)("takes the offer back when %s", (_, command) => {
    const decision = decide(moved, command, now, STANDARD_POLICY);
    expect(decision.ok && decision.value.map(({ type }) => type)).toEqual(["offer_rescinded", "conversation_ended"]);
  });

  test("a second move takes the first offer back before it makes its own", () => {
    expect(answer(moved, move("hoa", { moveId: "move-2", offerId: "offer-3" }))).toEqual([
      "offer_rescinded",
      "contact_moved",
      "offer_made",
    ]);
    expect(answer(moved, move("minh", { moveId: "move-2" }))).toBe("already-there");
  });
});

describe("what cannot be taken back waits for eight seconds", () => {
  test("a counsellor keeps the child company until then, and is passed over afterwards", () => {
    const moved = become(contactIn("active"), move(null));
    expect(moved.state).toMatchObject({ status: "active", owner: "lan" });
    expect(footprint(moved).clock).toEqual({ kind: "move", dueAt: later });
    expect(answer(moved, { type: "finish-move" })).toBe("not-due");
    const left = become(moved, { type: "finish-move" }, later);
    expect(left.state).toEqual({ status: "queued", since: later });
    expect(left.skips).toEqual([{ counsellorId: "lan", until: after(later, 60) }]);
  });

  test("a record changes hands then, and takes no place from its new counsellor", () => {
    const moved = become(contactIn("wrap_up"), move("minh"));
    expect(moved.state).toMatchObject({ owner: "lan", holdsSlot: true });
    const given = become(moved, { type: "finish-move" }, later);
    expect(given.state).toEqual({ ...contactIn("wrap_up").state, owner: "minh", holdsSlot: false });
  });

  test("an undo at the very end comes too late, and only whoever moved it undoes", () => {
    const moved = become(contactIn("active"), move(null));
    const undo = { type: "undo-move", moveId: "move-1", by: "hoa" } as const;
    expect(decide(moved, undo, later, STANDARD_POLICY)).toEqual({ ok: false, refusal: "too-late-to-undo" });
    expect(answer(moved, { ...undo, by: "tam" })).toBe("not-your-move");
    expect(answer(moved, { ...undo, moveId: "another" })).toBe("moved-on");
  });

  test("whoever is barred meanwhile does not get the record", () => {
    const moved = become(contactIn("wrap_up"), move("minh"));
    const decision = decide(moved, { type: "bar", barredId: "minh", people: ["minh"] }, now, STANDARD_POLICY);
    const barred = decision.ok ? decision.value.reduce((soFar, event) => evolve(soFar, event, now), moved) : moved;
    expect(decision.ok && decision.value[0]).toMatchObject({ type: "move_failed", because: "barred" });
    expect(answer(barred, { type: "finish-move" })).toEqual([]);
  });
});

test("an offer beyond somebody's places takes none, and neither does what becomes of it", () => {
  const moved = become(contactIn("queued"), move("minh", { overrides: ["capacity"] }));
  expect(footprint(moved)).toMatchObject({ slot: undefined, offer: { isExtra: true } });
  const taken = evolve(moved, { type: "offer_accepted", offerId: "offer-2", by: "minh" }, now);
  expect(footprint(taken).slot).toBeUndefined();
  const ended = evolve(taken, { type: "conversation_ended", by: "child" }, now);
  expect(ended.state).toMatchObject({ status: "wrap_up", holdsSlot: false });
});

test("back to the queue, the person who was asked is passed over; undone, they are not", () => {
  const moved = become(contactIn("offered"), move(null));
  expect(moved.skips).toEqual([{ counsellorId: "lan", until: after(now, 60) }]);
  const offered = evolve(moved, { type: "offer_made", offerId: "o9", to: "minh", expiresAt: later }, now);
  const undone = become(offered, { type: "undo-move", moveId: "move-1", by: "hoa" });
  expect(undone).toMatchObject({ skips: [], state: { status: "queued" } });
});

describe("releasing", () => {
  const release = {
    type: "release",
    by: "hoa",
    reason: "technical",
    isOwnerThere: true,
    isOfferedThere: true,
  } as const;

  test.each(ALL_STATUSES)("leaves a sound contact that is %s alone", (status) => {
    const isWaitingForSomebody = status === "orphaned";
    const isOver = status === "closed" || status === "abandoned";
    const expected = isOver ? "already-over" : isWaitingForSomebody ? ["contact_released"] : [];
    expect(answer(contactIn(status), release)).toEqual(expected);
  });

  test.each([
    ["an offer that ran out", contactIn("offered", { offer: anOffer({ expiresAt: now }) }), "offer_ended", "queued"],
    ["an ending that does not end", contactIn("closing", { until: now }), "closed", "closed"],
    [
      "a queue that passes everybody over",
      contactIn("queued", {}, { skips: [{ counsellorId: "lan", until: later }] }),
      "asks_everybody_again",
      "queued",
    ],
    ["an orphan that waits for one person", contactIn("orphaned"), "asks_everybody_again", "queued"],
  ] as const)("%s", (_, contact, did, status) => {
    const decision = decide(contact, release, now, STANDARD_POLICY);
    expect(decision.ok && decision.value[0]).toEqual({ type: "contact_released", by: "hoa", reason: "technical", did });
    expect(become(contact, release)).toMatchObject({ skips: [], state: { status } });
  });

  test("a record over its time gives back its place and stays with its counsellor; before that it is left alone", () => {
    const record = contactIn("wrap_up");
    const over = after(TEST_START, STANDARD_POLICY.recordMinutes * 60);
    expect(answer(record, release)).toEqual([]);
    expect(become(record, release, over)).toMatchObject({
      state: { status: "wrap_up", owner: "lan", holdsSlot: false },
    });
    expect(footprint(become(record, release, over)).slot).toBeUndefined();
  });

  test("a move that does not finish is finished", () => {
    const moved = become(contactIn("active"), move(null));
    expect(become(moved, release, later).state.status).toBe("queued");
  });
});
