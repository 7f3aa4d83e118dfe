import { contactIn } from "@nightlight/testkit/builders";
import { TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import type { Contact } from "../contact/contact.ts";
import { incomingCall, type Call, type Leg, type Party } from "./call.ts";
import { nextActs } from "./next-acts.ts";
import type { PartyWish } from "./outside-call.ts";

const LEG: Leg = { attemptId: "of-lan", counsellorId: "lan", stage: "joined" };
const ANSWERED = { ...incomingCall("call-1"), isAnswered: true, isGreeted: true, knowsKeys: true };
const TALKING: Call = { ...ANSWERED, hears: "people", legs: [LEG] };
const ON_MUSIC: Call = { ...TALKING, hears: "music" };
const HELD = contactIn("active", { hold: { since: TEST_START, remindAt: TEST_START } });
const ACTIVE = contactIn("active");
const WANTED: Party = { partyId: "police", wish: "alone", isDialled: false, isAnswered: false };
const party = (wish: PartyWish, change: Partial<Party> = {}): Party => ({ ...WANTED, wish, ...change });
const up = (wish: PartyWish): Party => party(wish, { isDialled: true, isAnswered: true });
const withThem = (call: Call): Call => ({ ...call, inRoom: ["police"] });
const steppedOut = (call: Call): Call => ({ ...withThem(call), legs: [] });

function words(call: Call, contact: Contact, parties: readonly Party[]): string {
  return nextActs(call, contact, [], parties)
    .map(({ type }) => type)
    .join(", ");
}

test.each([
  [
    "alone with them: the caller hears music before it rings there",
    TALKING,
    ACTIVE,
    party("alone"),
    "hold, call-party",
  ],
  ["the caller stays: they are called, and nothing else changes", TALKING, ACTIVE, party("together"), "call-party"],
  ["while it rings nothing is done", ON_MUSIC, ACTIVE, party("alone", { isDialled: true }), ""],
  ["they answer: they are let in", ON_MUSIC, ACTIVE, up("alone"), "let-party-in"],
  ["joined: the caller comes back", withThem(ON_MUSIC), ACTIVE, up("together"), "resume"],
  ["apart again: music for the caller", withThem(TALKING), ACTIVE, up("alone"), "hold"],
  ["all three talk", withThem(TALKING), ACTIVE, up("together"), ""],
  ["a hold of the counsellor's own stays one", withThem(ON_MUSIC), HELD, up("together"), ""],
  ["sent away: they go, and the caller comes back", withThem(ON_MUSIC), ACTIVE, party("over"), "dismiss-party, resume"],
  ["they went by themselves: the caller comes back", ON_MUSIC, ACTIVE, undefined, "resume"],
  [
    "nobody is called before the counsellor is there",
    { ...ANSWERED, legs: [] },
    ACTIVE,
    party("together"),
    "ring, play-music",
  ],
  ["stepping out: only the counsellor's telephone is put down", withThem(TALKING), ACTIVE, up("without_us"), "release"],
  [
    "from apart: the caller comes back from the music first to nobody but them",
    withThem(ON_MUSIC),
    ACTIVE,
    up("without_us"),
    "release, resume",
  ],
  ["while they are with the caller, nobody is rung", steppedOut(TALKING), ACTIVE, up("without_us"), ""],
  ["coming back: the counsellor's telephone rings", steppedOut(TALKING), ACTIVE, up("together"), "ring"],
  [
    "they leave the caller: the counsellor is rung at once, and there is music until then",
    { ...TALKING, legs: [] },
    ACTIVE,
    undefined,
    "ring, hold",
  ],
  ["nobody steps out to somebody who has not answered", TALKING, ACTIVE, party("without_us", { isDialled: true }), ""],
  [
    "closing the conversation sends them away",
    withThem(TALKING),
    contactIn("closing"),
    up("together"),
    "dismiss-party, release, be-silent",
  ],
  [
    "nobody has the caller any more: nobody from outside does either",
    withThem(TALKING),
    contactIn("queued"),
    up("together"),
    "dismiss-party, release, hold",
  ],
] as const)("%s", (_, call, contact, third, acts) => {
  expect(words(call, contact, third === undefined ? [] : [third])).toBe(acts);
});

test("a colleague who joined stays with the caller when the owner steps out", () => {
  const guest = contactIn("active", { guest: { id: "minh", since: TEST_START } });
  const call = withThem({ ...TALKING, legs: [LEG, { ...LEG, attemptId: "of-minh", counsellorId: "minh" }] });
  expect(nextActs(call, guest, [], [up("without_us")])).toEqual([{ type: "release", attemptId: "of-lan" }]);
});

test("nothing is recorded from the moment they can be heard until they are gone: they were not told, nor asked", () => {
  const recorded: Call = { ...TALKING, mayRecord: true, recording: "part-1" };
  expect(words(recorded, ACTIVE, [party("together", { isDialled: true })])).toBe("");
  expect(words(recorded, ACTIVE, [up("together")])).toBe("stop-recording, let-party-in");
  const stopped: Call = { ...withThem(TALKING), mayRecord: true };
  expect(words(stopped, ACTIVE, [up("together")])).toBe("");
  expect(words({ ...stopped, inRoom: [] }, ACTIVE, [])).toBe("start-recording");
});
