import { aContact, contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { decideCallInAnswer, isUnanswered, wantsCallIn, type CallIn } from "./call-in.ts";

const policy = STANDARD_POLICY;
const now = after(TEST_START, 3600);
const waited = (seconds: number, changes: Parameters<typeof aContact>[0] = {}) =>
  aContact({ arrivedAt: after(now, -seconds), ...changes });

describe("whoever is on call is told", () => {
  test.each([
    ["a wait that has not come to their rung", [waited(89)], false],
    ["one that has", [waited(90)], true],
    ["danger that was only just found to wait", [waited(9, { lane: "immediate" })], false],
    ["danger that waits for longer than it may", [waited(10, { lane: "immediate" })], true],
    ["somebody who waits behind others who do not", [waited(1), waited(200)], true],
    ["nobody", [], false],
  ] as const)("%s", (_, queue, wants) => {
    expect(wantsCallIn(queue, now, policy)).toBe(wants);
  });

  test("not for a contact that somebody has, however old it is", () => {
    const taken = contactIn("active", { since: now, owner: "lan" });
    expect(wantsCallIn([{ ...taken, arrivedAt: after(now, -900) }], now, policy)).toBe(false);
  });
});

describe("whoever was told", () => {
  const shift = { endsAt: after(now, 60) };
  const asked: CallIn = { personId: "an", askedAt: now, answer: undefined };
  const coming: CallIn = { ...asked, answer: { says: "coming", at: now } };

  test("answers once; the last word counts", () => {
    expect(decideCallInAnswer(asked, "coming", shift, now)).toEqual({ ok: true, value: true });
    expect(decideCallInAnswer(coming, "coming", shift, now)).toEqual({ ok: true, value: false });
    expect(decideCallInAnswer(coming, "cannot", shift, now)).toEqual({ ok: true, value: true });
  });

  test("answers nothing that was not asked, and nothing when the shift is over", () => {
    expect(decideCallInAnswer(undefined, "coming", shift, now)).toEqual({ ok: false, refusal: "not-called-in" });
    expect(decideCallInAnswer(asked, "coming", { endsAt: now }, now)).toEqual({ ok: false, refusal: "shift-over" });
  });

  test("is to be telephoned after two minutes without a word, and not when they said one", () => {
    expect(isUnanswered(asked, after(now, 119), policy)).toBe(false);
    expect(isUnanswered(asked, after(now, 120), policy)).toBe(true);
    expect(isUnanswered(coming, after(now, 900), policy)).toBe(false);
  });
});
