import { expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import type { Contact } from "./contact.ts";
import { decide, type ContactCommand } from "./decide.ts";
import { footprint, type ContactClock } from "./footprint.ts";
import { forAll } from "./test-histories.ts";

/** What ringing each clock asks for, as the clock's handler does. */
const RINGS: Readonly<Record<ContactClock, ContactCommand>> = {
  offer: { type: "expire-offer" },
  closing: { type: "finish-closing" },
  orphan: { type: "orphan" },
  move: { type: "finish-move" },
  hold: { type: "remind-of-hold" },
  silence: { type: "notice-silence" },
  callback: { type: "ring-callback" },
};

const BY = { by: "tam", reason: "other" } as const;
/** What a supervisor can do, whatever the state. */
const STEPS_IN: readonly ContactCommand[] = [
  { type: "move", moveId: "out", offerId: "out", to: "somebody", overrides: [], ...BY },
  { type: "drop-call", by: "tam" },
  { type: "release", isOwnerThere: false, isOfferedThere: false, ...BY },
];

function does(contact: Contact, command: ContactCommand, at: Date): boolean {
  const decision = decide(contact, command, at, STANDARD_POLICY);
  return decision.ok && decision.value.length > 0;
}

test("every live state that any history reaches has a way out by a supervisor", () => {
  forAll(({ log, contacts }) => {
    for (const [n, contact] of contacts.entries()) {
      const { status } = contact.state;
      // A decision is written whole: what stands between its events is no state of its own.
      const isWhole = log[n + 1]?.at.getTime() !== log[n]?.at.getTime();
      if (status === "closed" || status === "abandoned" || !isWhole) continue;
      const at = log[n]?.at ?? new Date(0);
      const ways = STEPS_IN.filter((command) => does(contact, command, at));
      expect([status, ways.length > 0]).toEqual([status, true]);
    }
  });
});

test("every clock that runs has its effect when it rings, and none before", () => {
  const rung = new Set<ContactClock>();
  forAll(
    ({ contacts }) => {
      for (const contact of contacts) {
        const { clock } = footprint(contact);
        if (clock === undefined) continue;
        rung.add(clock.kind);
        expect([clock.kind, does(contact, RINGS[clock.kind], clock.dueAt)]).toEqual([clock.kind, true]);
        const early = new Date(clock.dueAt.getTime() - 1);
        const decision = decide(contact, RINGS[clock.kind], early, STANDARD_POLICY);
        expect(decision).toEqual({ ok: false, refusal: "not-due" });
      }
    },
    { seed: 111, numRuns: 400 },
  );
  expect([...rung].sort()).toEqual(Object.keys(RINGS).sort());
});
