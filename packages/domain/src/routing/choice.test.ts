import { after, TEST_START } from "@nightlight/testkit/clock";
import { aContact, aSeat, contactIn } from "@nightlight/testkit/builders";
import { describe, expect, test } from "vitest";
import { LANES } from "../contact/lane.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { match } from "./match.ts";
import { callOfferedAt } from "./overflow.ts";
import type { Pacing } from "./pacing.ts";

const now = after(TEST_START, 10);
const worked: Pacing = { load: 0, minutes: 0, severeInRow: 0, protectedUntil: undefined, at: TEST_START };
const resting: Pacing = { ...worked, protectedUntil: after(now, 60) };
const hardRow: Pacing = { ...worked, severeInRow: 2 };
const danger = aContact({ lane: "immediate" });
const high = aContact({ lane: "high" });
const waited = (seconds: number, changes: Parameters<typeof aContact>[0] = {}) =>
  aContact({ arrivedAt: after(now, -seconds), ...changes });

type Seats = Parameters<typeof match>[1];
const choose = (contact: ReturnType<typeof aContact>, seats: Seats) => match([contact], seats, now, STANDARD_POLICY)[0];

describe("rest after a hard record", () => {
  test.each([
    { name: "nothing is offered meanwhile, also when nobody else is there", contact: high, others: [], to: undefined },
    { name: "somebody else is asked", contact: danger, others: [aSeat("minh")], to: "minh" },
    { name: "it yields to immediate with nobody else, and says so", contact: danger, others: [], to: "lan" },
    {
      name: "and somebody whose shift winds down goes first even then",
      contact: danger,
      others: [aSeat("minh", { gate: "winding_down" })],
      to: "minh",
    },
  ])("$name", ({ contact, others, to }) => {
    const chosen = choose(contact, [aSeat("lan", { pacing: resting }), ...others]);
    expect(chosen?.to).toBe(to);
    if (to === "lan") expect(chosen?.explanation.yielded).toBe("resting");
  });

  test("it ends when it ends", () => {
    const until = { ...resting, protectedUntil: now };
    expect(choose(aContact(), [aSeat("lan", { pacing: until })])?.to).toBe("lan");
  });
});

describe("two hard ones in a row are enough", () => {
  test.each([
    { name: "while somebody else is routable", contact: high, others: [aSeat("minh")], to: "minh" },
    { name: "not when nobody is", contact: high, others: [], to: "lan" },
    {
      name: "not when whoever else is there rests",
      contact: high,
      others: [aSeat("minh", { pacing: resting })],
      to: "lan",
    },
    { name: "and for nothing lighter", contact: aContact(), others: [aSeat("minh", { idleSince: now })], to: "lan" },
  ])("$name", ({ contact, others, to }) => {
    expect(choose(contact, [aSeat("lan", { pacing: hardRow }), ...others])?.to).toBe(to);
  });
});

describe("who gets it, in this order", () => {
  const orphan = contactIn("orphaned", { since: now, previousOwner: "lan" });
  const tired: Pacing = { ...worked, load: 500 };
  test.each([
    {
      name: "whoever knows it, however much they have done",
      contact: orphan,
      seats: [aSeat("lan", { pacing: tired }), aSeat("minh")],
      to: "lan",
      because: "previous_counsellor_first",
    },
    {
      name: "the centre whose queue it is",
      contact: waited(20, { queueId: "centre-1" }),
      seats: [aSeat("lan", { idleSince: now, centreId: "centre-1" }), aSeat("minh", { centreId: "centre-2" })],
      to: "lan",
      because: "other_centre",
    },
    {
      name: "whoever works in the language before whoever manages it",
      contact: waited(50, { language: "en" }),
      seats: [aSeat("lan", { idleSince: now, languages: ["en"] }), aSeat("minh", { alsoSpeaks: ["en"] })],
      to: "lan",
      because: "language_less",
    },
    {
      name: "whoever carries no heavy load",
      contact: aContact(),
      seats: [aSeat("lan", { idleSince: now }), aSeat("minh", { pacing: tired })],
      to: "lan",
      because: "more_load",
    },
    {
      name: "whoever has had less of the work of this shift",
      contact: aContact(),
      seats: [aSeat("lan", { idleSince: now }), aSeat("minh", { pacing: { ...worked, minutes: 10 } })],
      to: "lan",
      because: "more_load",
    },
    {
      name: "the longest idle, when the difference is small",
      contact: aContact(),
      seats: [aSeat("lan", { idleSince: now }), aSeat("minh", { pacing: { ...worked, minutes: 9 } })],
      to: "minh",
      because: "less_idle",
    },
  ])("$name", ({ contact, seats, to, because }) => {
    for (const floor of [seats, seats.toReversed()]) {
      const chosen = choose(contact, floor);
      expect(chosen?.to).toBe(to);
      expect(chosen?.explanation.others.map((other) => other.because)).toEqual([because]);
    }
  });
});

describe("the overflow ladder", () => {
  test("ends with a call that keeps the place, in every lane alike: nobody in danger is sent away first", () => {
    for (const lane of LANES) {
      const contact = waited(0, { lane });
      expect(callOfferedAt(contact, STANDARD_POLICY)).toEqual(after(contact.arrivedAt, 120));
    }
  });

  const elsewhere = aSeat("minh", { centreId: "centre-2" });
  const manages = aSeat("minh", { alsoSpeaks: ["en"] });
  test.each([
    {
      name: "another centre's at once",
      contact: waited(14.9, { queueId: "centre-1" }),
      seat: elsewhere,
      to: undefined,
    },
    { name: "another centre's after 15 s", contact: waited(15, { queueId: "centre-1" }), seat: elsewhere, to: "minh" },
    {
      name: "who lacks the skill at once",
      contact: waited(14.9, { wantedSkill: "law" }),
      seat: aSeat("minh"),
      to: undefined,
    },
    {
      name: "who lacks the skill after 15 s",
      contact: waited(15, { wantedSkill: "law" }),
      seat: aSeat("minh"),
      to: "minh",
    },
    {
      name: "who has it",
      contact: waited(0, { wantedSkill: "law" }),
      seat: aSeat("minh", { skills: ["law"] }),
      to: "minh",
    },
    { name: "everybody's queue", contact: waited(0), seat: elsewhere, to: "minh" },
    {
      name: "who merely manages the language",
      contact: waited(44.9, { language: "en" }),
      seat: manages,
      to: undefined,
    },
    { name: "the same after 45 s", contact: waited(45, { language: "en" }), seat: manages, to: "minh" },
    {
      name: "immediate asks all of them at once",
      contact: waited(0, { language: "en", lane: "immediate", queueId: "centre-1" }),
      seat: { ...manages, centreId: "centre-2" },
      to: "minh",
    },
  ])("$name: $to", ({ contact, seat, to }) => {
    expect(choose(contact, [seat])?.to).toBe(to);
  });

  test("the explanation names the rung that it had come to, and the lane that waiting lifted it into", () => {
    const chosen = choose(waited(200), [aSeat("lan")]);
    expect(chosen?.explanation).toMatchObject({ rung: "on_call", lane: "normal", liftedTo: "high" });
    expect(choose(waited(5), [aSeat("lan")])?.explanation).not.toHaveProperty("rung");
  });
});
