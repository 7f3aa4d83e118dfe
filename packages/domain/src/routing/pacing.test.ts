import { after, TEST_START } from "@nightlight/testkit/clock";
import { aContact } from "@nightlight/testkit/builders";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RISK_LEVELS } from "../risk/level.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { fairnessStep, isProtected, isSevere, loadAt, pacingAfter, type Pacing } from "./pacing.ts";

const minutes = (count: number) => after(TEST_START, count * 60);
const none: Pacing = { load: 0, minutes: 0, severeInRow: 0, protectedUntil: undefined, at: TEST_START };

describe("what somebody carries", () => {
  test("load halves every ninety minutes", () => {
    const pacing = { ...none, load: 80 };
    expect([0, 90, 180, 270].map((at) => loadAt(pacing, minutes(at), STANDARD_POLICY))).toEqual([80, 40, 20, 10]);
    expect(loadAt(undefined, TEST_START, STANDARD_POLICY)).toBe(0);
  });

  test.each([
    { level: "P1", weighs: 60 },
    { level: "P2", weighs: 40 },
    { level: "P3", weighs: 20 },
    { level: undefined, weighs: 20 },
  ] as const)("twenty minutes at $level weigh $weighs", ({ level, weighs }) => {
    const pacing = pacingAfter(undefined, { level, minutes: 20 }, TEST_START, STANDARD_POLICY);
    expect([pacing.load, pacing.minutes]).toEqual([weighs, weighs]);
  });

  test("a P1 record is followed by ten minutes of rest, which a lighter one does not end", () => {
    const rested = pacingAfter(none, { level: "P1", minutes: 5 }, TEST_START, STANDARD_POLICY);
    expect(rested.protectedUntil).toEqual(minutes(10));
    expect([0, 9.99, 10].map((at) => isProtected(rested, minutes(at)))).toEqual([true, true, false]);
    const lighter = pacingAfter(rested, { level: "P4", minutes: 1 }, minutes(3), STANDARD_POLICY);
    expect(lighter.protectedUntil).toEqual(minutes(10));
    expect(
      pacingAfter(rested, { level: "P4", minutes: 1 }, minutes(11), STANDARD_POLICY).protectedUntil,
    ).toBeUndefined();
  });

  test("P1 and P2 are counted in a row; anything else ends the row", () => {
    const levels = ["P2", "P1", "P3", "P1"] as const;
    const rows: number[] = [];
    levels.reduce((before, level) => {
      const next = pacingAfter(before, { level, minutes: 1 }, TEST_START, STANDARD_POLICY);
      rows.push(next.severeInRow);
      return next;
    }, none);
    expect(rows).toEqual([1, 2, 0, 1]);
  });

  test("fairness compares this shift in whole steps: what was before a long break is another's", () => {
    const worked = { ...none, minutes: 29.9 };
    expect(fairnessStep(worked, minutes(60), STANDARD_POLICY)).toBe(2);
    expect(fairnessStep(worked, minutes(6 * 60 + 1), STANDARD_POLICY)).toBe(0);
    const next = pacingAfter(worked, { level: undefined, minutes: 5 }, minutes(7 * 60), STANDARD_POLICY);
    expect(next.minutes).toBe(5);
  });

  test("how long such a break is, policy says", () => {
    const worked = { ...none, minutes: 29.9 };
    const short = { ...STANDARD_POLICY, shiftBreakHours: 2 };
    expect(fairnessStep(worked, minutes(2 * 60), short)).toBe(2);
    expect(fairnessStep(worked, minutes(2 * 60 + 1), short)).toBe(0);
  });

  test("load never falls below nothing, and more work never makes it less", () => {
    const record = fc.record({
      level: fc.option(fc.constantFrom(...RISK_LEVELS), { nil: undefined }),
      minutes: fc.double({ min: -5, max: 300, noNaN: true }),
      wait: fc.nat(600),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        let pacing: Pacing | undefined;
        let at = 0;
        for (const { wait, ...each } of records) {
          at += wait;
          const before = loadAt(pacing, minutes(at), STANDARD_POLICY);
          pacing = pacingAfter(pacing, each, minutes(at), STANDARD_POLICY);
          expect(pacing.load).toBeGreaterThanOrEqual(before);
          expect(pacing.minutes).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

test.each([
  { contact: aContact({ lane: "immediate" }), severe: true },
  { contact: aContact({ lane: "high" }), severe: true },
  { contact: aContact(), severe: false },
  { contact: aContact({ risk: { ...aContact().risk, level: "P2" } }), severe: true },
  { contact: aContact({ risk: { ...aContact().risk, level: "P3" } }), severe: false },
])("lane $contact.lane, level $contact.risk.level: severe $severe", ({ contact, severe }) => {
  expect(isSevere(contact)).toBe(severe);
});
