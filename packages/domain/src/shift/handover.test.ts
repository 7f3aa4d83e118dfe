import { aContact, contactIn } from "@nightlight/testkit/builders";
import { describe, expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { canBeHandedOn, decideDuty, duePart, type OwnedThing } from "./handover.ts";

const endsAt = new Date("2026-03-02T14:00:00Z");
const at = (minutes: number): Date => new Date(endsAt.getTime() + minutes * 60_000);

const talk: OwnedThing = { contact: contactIn("active"), waiting: 0, handover: undefined };
const record: OwnedThing = { contact: contactIn("wrap_up"), waiting: 0, handover: undefined };
const followed: OwnedThing = { contact: contactIn("closed"), waiting: 2, handover: undefined };
const raised: OwnedThing = {
  ...record,
  handover: { id: "h", contactId: "c", from: "lan", to: undefined, state: "raised", askedAt: at(10) },
};

test.each([
  { name: "a conversation is transferred or finished", thing: talk, part: "conversation", handedOn: false },
  { name: "a record is handed on", thing: record, part: "record", handedOn: true },
  { name: "an escalation that waits is handed on", thing: followed, part: "escalation", handedOn: true },
  { name: "what is over is nobody's", thing: { ...followed, waiting: 0 }, part: undefined, handedOn: false },
  {
    name: "what waits is nobody's yet",
    thing: { ...record, contact: aContact() },
    part: undefined,
    handedOn: false,
  },
])("$name", ({ thing, part, handedOn }) => {
  expect(duePart(thing)).toBe(part);
  expect(canBeHandedOn(thing)).toBe(handedOn);
});

describe("the clock of a duty", () => {
  const ringing = (clock: "handover_opens" | "handover_ends" | "overtime", now: Date, owned: OwnedThing[] = []) =>
    decideDuty({ endsAt, clock, worksOn: false }, owned, now, STANDARD_POLICY);

  test("opens the handover a quarter of an hour before the end, and not a moment earlier", () => {
    expect(ringing("handover_opens", at(-15.001))).toEqual({ does: "waits", until: at(-15) });
    expect(ringing("handover_opens", at(-15))).toEqual({ does: "opens", endsAt: at(10) });
  });

  test("gives supervisors ten minutes after the end what nobody took", () => {
    expect(ringing("handover_ends", at(9.999), [record])).toEqual({ does: "waits", until: at(10) });
    expect(ringing("handover_ends", at(10), [record, followed])).toEqual({
      does: "ends",
      raises: [record, followed],
      looksAgainAt: undefined,
    });
  });

  test("never takes a conversation: it looks again while it runs", () => {
    expect(ringing("handover_ends", at(10), [talk, record])).toEqual({
      does: "ends",
      raises: [record],
      looksAgainAt: at(15),
    });
    expect(ringing("overtime", at(15), [raised])).toEqual({ does: "ends", raises: [], looksAgainAt: undefined });
    const often = { ...STANDARD_POLICY, overtimeLookMinutes: 2 };
    const overtime = { endsAt, clock: "overtime", worksOn: false } as const;
    expect(decideDuty(overtime, [talk], at(15), often)).toMatchObject({ looksAgainAt: at(17) });
  });

  test("takes nothing from somebody who works on", () => {
    const duty = { endsAt, clock: "handover_ends", worksOn: true } as const;
    expect(decideDuty(duty, [talk, record], at(10), STANDARD_POLICY)).toMatchObject({ raises: [] });
  });
});
