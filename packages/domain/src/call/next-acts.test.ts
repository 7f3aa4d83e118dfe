import { ALL_STATUSES, contactIn } from "@nightlight/testkit/builders";
import { TEST_START } from "@nightlight/testkit/clock";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Contact } from "../contact/contact.ts";
import {
  incomingCall,
  outgoingCall,
  LEG_STAGES,
  MONITOR_MODES,
  SOUNDS,
  type Call,
  type Leg,
  type Monitor,
  type MonitorMode,
} from "./call.ts";
import { nextActs, type CallAct } from "./next-acts.ts";

const RINGING = incomingCall("call-1");
const WAITING: Call = { ...RINGING, isAnswered: true, isGreeted: true, knowsKeys: true, hears: "music" };
const leg = (counsellorId: string, stage: Leg["stage"]): Leg => ({
  attemptId: `of-${counsellorId}`,
  counsellorId,
  stage,
});
const TALKING: Call = { ...WAITING, hears: "people", legs: [leg("lan", "joined")] };
const HELD = contactIn("active", { hold: { since: TEST_START, remindAt: TEST_START } });
const CALLBACK = { from: TEST_START, until: TEST_START, tries: 0 };

function words(call: Call, contact: Contact, monitors: readonly Monitor[] = []): string {
  return nextActs(call, contact, monitors)
    .map((act) => ("counsellorId" in act ? `${act.type} ${act.counsellorId}` : act.type))
    .join(", ");
}

describe("what the telephone does next", () => {
  test.each([
    ["rings", RINGING, contactIn("queued"), "answer, greet"],
    ["was greeted", { ...WAITING, knowsKeys: false, hears: "silence" }, contactIn("queued"), "tell-keys"],
    ["knows the keys", { ...WAITING, hears: "silence" }, contactIn("queued"), "play-music"],
    [
      "is greeted, and somebody cuts in",
      { ...RINGING, isAnswered: true, hears: "announcement", legs: [leg("lan", "answered")] },
      contactIn("active"),
      "join, resume",
    ],
    ["nobody can come", { ...WAITING, mayLeaveMessage: true }, contactIn("queued"), "invite"],
    ["was invited to speak", { ...WAITING, mayLeaveMessage: true, message: "invited" }, contactIn("queued"), ""],
    ["wants to speak", { ...WAITING, message: "wanted", hears: "silence" }, contactIn("queued"), "record"],
    ["speaks", { ...WAITING, message: "recording", hears: "silence" }, contactIn("queued"), ""],
    ["has spoken", { ...WAITING, message: "over", hears: "silence" }, contactIn("queued"), "play-music"],
    [
      "speaks, and somebody comes",
      { ...WAITING, message: "recording", hears: "silence", legs: [leg("lan", "answered")] },
      contactIn("active"),
      "join, resume",
    ],
    ["waits with music", WAITING, contactIn("offered"), ""],
    ["has waited for a while with music", { ...WAITING, isPlaceDue: true }, contactIn("queued"), "tell-place"],
    [
      "hears something else when it is time",
      { ...WAITING, isPlaceDue: true, hears: "announcement" },
      contactIn("queued"),
      "",
    ],
    ["is somebody's when it is time", { ...WAITING, isPlaceDue: true }, contactIn("active"), "ring lan"],
    ["hears an announcement", { ...WAITING, hears: "announcement" }, contactIn("queued"), ""],
    ["is somebody's", WAITING, contactIn("active"), "ring lan"],
    ["is rung for", { ...WAITING, legs: [leg("lan", "ringing")] }, contactIn("active"), ""],
    ["somebody answered", { ...WAITING, legs: [leg("lan", "answered")] }, contactIn("active"), "join, resume"],
    ["talks", TALKING, contactIn("active"), ""],
    ["is put on hold", TALKING, HELD, "hold"],
    ["is on hold", { ...TALKING, hears: "music" }, HELD, ""],
    ["is taken off hold", { ...TALKING, hears: "music" }, contactIn("active"), "resume"],
    ["a colleague comes", TALKING, contactIn("active", { guest: { id: "minh", since: TEST_START } }), "ring minh"],
    ["is handed on: nobody goes before somebody comes", TALKING, contactIn("active", { owner: "minh" }), "ring minh"],
    [
      "is handed on, and the next one is at it",
      { ...TALKING, legs: [leg("lan", "joined"), leg("minh", "answered")] },
      contactIn("active", { owner: "minh" }),
      "join",
    ],
    [
      "is handed on, and the next one is heard",
      { ...TALKING, legs: [leg("lan", "joined"), leg("minh", "joined")] },
      contactIn("active", { owner: "minh" }),
      "release",
    ],
    [
      "is taken from somebody who may be barred: they go at once",
      TALKING,
      contactIn("active", { owner: "minh" }, { barred: ["lan"] }),
      "release, ring minh, hold",
    ],
    ["its counsellor is gone", { ...TALKING, legs: [] }, contactIn("orphaned"), "hold"],
    ["one key ended it: the line stays open", TALKING, contactIn("closing"), "release, be-silent"],
    ["it is over", TALKING, contactIn("wrap_up"), "hang-up"],
    ["they gave up", WAITING, contactIn("abandoned"), "hang-up"],
    [
      "wants a call, and hears so",
      { ...WAITING, hears: "announcement" },
      contactIn("queued", {}, { callback: CALLBACK }),
      "",
    ],
    [
      "wants a call, and heard so",
      { ...WAITING, hears: "silence" },
      contactIn("queued", {}, { callback: CALLBACK }),
      "hang-up",
    ],
  ] as const)("%s", (_, call, contact, acts) => {
    expect(words(call, contact)).toBe(acts);
  });
});

describe("a call that a counsellor makes", () => {
  const OUT = outgoingCall("call-2");
  const CALLING = contactIn("active", {}, { callback: CALLBACK });
  const AT_HAND: Call = { ...OUT, legs: [leg("lan", "answered")] };
  test.each([
    ["their own telephone first", OUT, CALLING, "ring lan"],
    ["rings", { ...OUT, legs: [leg("lan", "ringing")] }, CALLING, ""],
    ["is dialled once they are at it", AT_HAND, CALLING, "dial"],
    ["is dialled once", { ...AT_HAND, isDialled: true }, CALLING, ""],
    ["was answered", { ...AT_HAND, isDialled: true, isAnswered: true, hears: "silence" }, CALLING, "join, resume"],
    [
      "in disguise, after the line broke",
      OUT,
      contactIn("wrap_up", {}, { callback: { ...CALLBACK, allowedBy: "ha" } }),
      "ring lan",
    ],
    ["is off when the contact is over", AT_HAND, contactIn("closed"), "hang-up"],
    ["is nobody's before it was dialled", AT_HAND, contactIn("queued", {}, { callback: CALLBACK }), "hang-up"],
  ] as const)("%s", (_, call, contact, acts) => {
    expect(words(call, contact)).toBe(acts);
  });
});

describe("a call that is recorded", () => {
  const ON: Call = { ...TALKING, mayRecord: true };
  const RUNNING: Call = { ...ON, recording: "part-1" };
  test.each([
    ["begins when people talk", ON, contactIn("active"), "start-recording"],
    ["goes on", RUNNING, contactIn("active"), ""],
    ["does not begin before somebody talks", { ...WAITING, mayRecord: true }, contactIn("active"), "ring lan"],
    ["stops before anything is said on hold", RUNNING, HELD, "stop-recording, hold"],
    ["does not begin on hold", { ...ON, hears: "music" }, HELD, ""],
    ["goes on after it", { ...ON, hears: "music" }, contactIn("active"), "resume, start-recording"],
    ["stops when it may not be any more", { ...RUNNING, mayRecord: false }, contactIn("active"), "stop-recording"],
    ["goes on while it is handed on", RUNNING, contactIn("active", { owner: "minh" }), "ring minh"],
    [
      "stops before its counsellor goes",
      RUNNING,
      contactIn("active", { owner: "minh" }, { barred: ["lan"] }),
      "stop-recording, release, ring minh, hold",
    ],
    ["that cannot be is not tried at once again", { ...ON, recording: "failed" }, contactIn("active"), ""],
    ["that could not be is tried after a pause", { ...ON, recording: "failed" }, HELD, "stop-recording, hold"],
    ["is not recorded unless it may be", TALKING, contactIn("active"), ""],
  ] as const)("%s", (_, call, contact, acts) => {
    expect(words(call, contact)).toBe(acts);
  });
});

describe("a supervisor in a call", () => {
  const BOTH: Call = { ...TALKING, legs: [leg("lan", "joined"), leg("ha", "answered")] };
  const heard = (mode: MonitorMode, through: string): Call => ({
    ...TALKING,
    legs: [leg("lan", "joined"), { ...leg("ha", "answered"), ear: { mode, through } }],
  });
  test.each([
    ["is rung", TALKING, contactIn("active"), "ring ha"],
    ["is let in once they answer", BOTH, contactIn("active"), "let-in"],
    ["hears it", heard("listen", "of-lan"), contactIn("active"), ""],
    ["wants to be in it otherwise", heard("whisper", "of-lan"), contactIn("active"), "let-in"],
    ["hears through whoever talks now", heard("listen", "of-minh"), contactIn("active"), "let-in"],
    ["hears it on hold, too", { ...heard("listen", "of-lan"), hears: "music" }, HELD, ""],
    ["waits while nobody talks", { ...WAITING, legs: [leg("ha", "answered")] }, contactIn("active"), "ring lan"],
    ["is let go when nobody has the call any more", BOTH, contactIn("queued"), "release, release, hold"],
    ["takes over: a leg like any other", heard("listen", "of-lan"), contactIn("active", { owner: "ha" }), "join"],
  ] as const)("%s", (_, call, contact, acts) => {
    const monitors = [{ supervisorId: "ha", mode: "listen" }] as const;
    expect(words(call, contact, monitors)).toBe(acts);
  });

  test("who wants no ear any more is let go, and nobody else is", () => {
    expect(words(BOTH, contactIn("active"))).toBe("release");
    expect(nextActs(BOTH, contactIn("active"))).toEqual([{ type: "release", attemptId: "of-ha" }]);
  });
});

/** What an act makes of a call when all goes well. */
function after(call: Call, act: CallAct): Call {
  switch (act.type) {
    case "answer":
      return { ...call, isAnswered: true };
    case "greet":
      return { ...call, isGreeted: true, hears: "silence" };
    case "tell-keys":
      return { ...call, knowsKeys: true, hears: "silence" };
    case "invite":
      return { ...call, message: "invited", hears: "silence" };
    case "record":
      return { ...call, message: "over", hears: "silence" };
    case "tell-place":
      return { ...call, isPlaceDue: false, hears: "announcement" };
    case "play-music":
    case "hold":
      return { ...call, hears: "music" };
    case "be-silent":
      return { ...call, hears: "silence" };
    case "start-recording":
      return { ...call, recording: "part-1" };
    case "stop-recording":
      return { ...call, recording: undefined };
    case "resume":
      return { ...call, hears: "people" };
    case "ring":
      return { ...call, legs: [...call.legs, leg(act.counsellorId, "answered")] };
    case "join":
      return {
        ...call,
        ...{ isGreeted: true, knowsKeys: true, hears: "people" },
        legs: call.legs.map((each) => (each.attemptId === act.attemptId ? { ...each, stage: "joined" } : each)),
      };
    case "dial":
      return { ...call, isDialled: true, isAnswered: true, hears: "silence" };
    case "let-in":
      return {
        ...call,
        legs: call.legs.map((each) => (each.attemptId === act.attemptId ? { ...each, ear: act.ear } : each)),
      };
    case "release":
      return { ...call, legs: call.legs.filter(({ attemptId }) => attemptId !== act.attemptId) };
    case "call-party":
    case "let-party-in":
    case "dismiss-party":
    case "hang-up":
      return call;
  }
}

test("whatever is up and wherever the contact stands, a few acts bring the one to the other", () => {
  const anyLeg = fc.record({ counsellorId: fc.constantFrom("lan", "minh"), stage: fc.constantFrom(...LEG_STAGES) });
  const anyCall = fc.record({
    ...{
      isAnswered: fc.boolean(),
      isGreeted: fc.boolean(),
      knowsKeys: fc.boolean(),
      mayLeaveMessage: fc.boolean(),
      isDialled: fc.boolean(),
      mayRecord: fc.boolean(),
    },
    recording: fc.constantFrom(undefined, "part-1"),
    direction: fc.constantFrom("in", "out"),
    hears: fc.constantFrom(...SOUNDS.filter((sound) => sound !== "announcement")),
    legs: fc.uniqueArray(anyLeg, { selector: ({ counsellorId }) => counsellorId, maxLength: 2 }),
  });
  const anyMonitors = fc.uniqueArray(
    fc.record({ supervisorId: fc.constantFrom("lan", "minh", "ha"), mode: fc.constantFrom(...MONITOR_MODES) }),
    { selector: ({ supervisorId }) => supervisorId, maxLength: 2 },
  );
  const anyContact = fc.constantFrom(...ALL_STATUSES.map((status) => contactIn(status)), HELD);
  fc.assert(
    fc.property(anyCall, anyContact, anyMonitors, (from, contact, monitors) => {
      const legs = from.legs.map(({ counsellorId, stage }) =>
        leg(counsellorId, stage === "ringing" ? "answered" : stage),
      );
      let call: Call = { ...RINGING, ...from, legs };
      for (let n = 0; n < 12; n += 1) {
        const [next] = nextActs(call, contact, monitors);
        if (next === undefined || next.type === "hang-up") return;
        call = after(call, next);
      }
      expect(nextActs(call, contact, monitors)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
