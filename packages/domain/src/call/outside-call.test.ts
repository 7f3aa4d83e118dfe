import { expect, test } from "vitest";
import { displayOf } from "./caller-display.ts";
import { nextOutsideAct, outsideStateOf, type OutsideCall, type OutsideRun } from "./outside-call.ts";
import { dialableOutside } from "./outside-party.ts";

const AT = new Date("2026-11-02T08:00:00Z");
const after = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000);
const RUN: OutsideRun = { isOver: false, leg: undefined, isDialled: false, isAnswered: false };
const leg = (stage: "ringing" | "answered" | "joined") => ({ attemptId: "leg", stage });
const CALL: OutsideCall = {
  ...{ id: "call", purpose: "authority", contactId: "c1", counsellorId: "lan", task: undefined },
  ...{ party: { kind: "police" }, reason: undefined, wish: "alone", askedAt: AT, dialledAt: undefined },
  ...{ answeredAt: undefined, talkedAt: undefined, endedAt: undefined, endedBy: undefined, cause: undefined },
  refusal: undefined,
};

test.each([
  ["my own telephone rings first", RUN, "ring"],
  ["nothing is dialled while it rings", { ...RUN, leg: leg("ringing") }, undefined],
  ["the number is dialled once I am there", { ...RUN, leg: leg("answered") }, "dial"],
  ["and once only", { ...RUN, leg: leg("answered"), isDialled: true }, undefined],
  ["whoever answers is joined with me", { ...RUN, leg: leg("answered"), isDialled: true, isAnswered: true }, "join"],
  ["then nothing is left to do", { ...RUN, leg: leg("joined"), isDialled: true, isAnswered: true }, undefined],
  ["nobody is left on a line that I put down", { ...RUN, isDialled: true, isAnswered: true }, "hang-up"],
  ["what is over is taken down", { ...RUN, isOver: true, leg: leg("joined") }, "hang-up"],
] as const)("%s", (_, run, act) => {
  expect(nextOutsideAct(run)).toBe(act);
});

test.each([
  ["before it rings", {}, { state: "preparing", rang: 0, talked: 0 }],
  ["while it rings", { dialledAt: after(2) }, { state: "ringing", rang: 58, talked: 0 }],
  ["while they talk", { dialledAt: after(2), answeredAt: after(10) }, { state: "talking", rang: 8, talked: 50 }],
  [
    "afterwards",
    { dialledAt: after(2), answeredAt: after(10), endedAt: after(40), endedBy: "party", cause: 16 },
    { state: "talked", rang: 8, talked: 30 },
  ],
  ["busy", { dialledAt: AT, endedAt: after(3), endedBy: "party", cause: 17 }, { state: "busy", rang: 3, talked: 0 }],
  [
    "nobody came",
    { dialledAt: AT, endedAt: after(30), endedBy: "party", cause: 19 },
    { state: "no_answer", rang: 30, talked: 0 },
  ],
  [
    "I gave up",
    { dialledAt: AT, endedAt: after(9), endedBy: "agent", cause: 0 },
    { state: "no_answer", rang: 9, talked: 0 },
  ],
  [
    "no way there",
    { dialledAt: AT, endedAt: after(1), endedBy: "engine", cause: 34 },
    { state: "failed", rang: 1, talked: 0 },
  ],
  ["never dialled", { endedAt: after(1), endedBy: "engine", cause: 0 }, { state: "failed", rang: 0, talked: 0 }],
] as const)("how a call went: %s", (_, change, seen) => {
  expect(outsideStateOf({ ...CALL, ...change }, after(60))).toEqual(seen);
});

test.each([
  ["113", "113"],
  ["024 3936 1111", "02439361111"],
  ["+84 (24) 3936-1111", "+842439361111"],
  ["1", undefined],
  ["11", undefined],
  ["113@evil.example", undefined],
  ["113;ext=1", undefined],
  ["PJSIP/1", undefined],
  [undefined, undefined],
])("%s is dialled outside as %s", (written, dialled) => {
  expect(dialableOutside(written)).toBe(dialled);
});

test.each([
  ["withheld", "111", "withheld"],
  ["server", "anonymous", "withheld"],
  ["server", "111", "111"],
  ["+84 24 3936 1111", "anonymous", "+842439361111"],
])("the rule %s with a server set up as %s shows %s", (rule, asSetUp, seen) => {
  expect(displayOf(rule, asSetUp)).toBe(seen);
});
