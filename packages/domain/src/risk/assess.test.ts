import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AGE_BANDS } from "./age.ts";
import { assess, holdsIfDropped, type RiskAnswers, type RiskFacts } from "./assess.ts";
import { levelRank, oneLevelUp } from "./level.ts";
import type { RiskQuestion } from "./question.ts";
import { RISK_QUESTIONS } from "./questions.ts";
import { RISK_RULES } from "./rules.ts";

const known: RiskFacts = { youngest: "11-13", isDropped: false };
const questions: readonly RiskQuestion[] = RISK_QUESTIONS;

const answering = fc.record(
  Object.fromEntries(
    questions.map(({ key, values }) => [key, fc.constantFrom(undefined, "", ...values.map(({ code }) => code))]),
  ),
) as fc.Arbitrary<RiskAnswers>;
const facing: fc.Arbitrary<RiskFacts> = fc.record({
  youngest: fc.constantFrom(undefined, ...AGE_BANDS),
  isDropped: fc.boolean(),
});

test("nothing answered is not assessed, which is less than anything", () => {
  expect(assess({}, known)).toEqual({ level: undefined, rules: [], callBack: undefined });
  expect(levelRank(undefined)).toBeGreaterThan(levelRank("INFO"));
});

describe("what raises", () => {
  test.each([
    ["P3 becomes P2 when no adult is safe", { sexualAbuse: "suspected", safeAdult: "none" }, "P2"],
    ["P4 stays when no adult is safe", { matter: "needs", safeAdult: "none" }, "P4"],
    ["two factors raise nothing", { hazardousWork: "yes", disability: "yes", previousCase: "yes" }, "P3"],
    [
      "three factors raise P3 to P2",
      { hazardousWork: "yes", disability: "yes", previousCase: "yes", abuserIsCarer: "yes" },
      "P2",
    ],
    [
      "three factors raise P2 to P1",
      { canSpeakSafely: "no", disability: "yes", previousCase: "yes", safeAdult: "none" },
      "P1",
    ],
    [
      "three factors raise P4 to P3",
      { matter: "custody", disability: "yes", previousCase: "yes", abuserIsCarer: "yes" },
      "P3",
    ],
    ["repeated harm is a factor", { frequency: "repeated", previousCase: "yes", abuserIsCarer: "yes" }, "P2"],
    ["three factors alone are a need", { disability: "yes", previousCase: "yes", abuserIsCarer: "yes" }, "P4"],
  ] as const)("%s", (_, answers, level) => {
    expect(assess(answers, known).level).toBe(level);
  });

  test("being five or younger is a factor, six is not", () => {
    const answers = { matter: "needs", disability: "yes", previousCase: "yes" } as const;
    expect(assess(answers, { ...known, youngest: "3-5" }).level).toBe("P3");
    expect(assess(answers, { ...known, youngest: "6-10" }).level).toBe("P4");
  });
});

test("a contact that breaks off is held at P2 with a call back, unless danger was answered or nobody was afraid", () => {
  const dropped = { ...known, isDropped: true };
  expect(assess({ soundedAfraid: "yes" }, dropped)).toMatchObject({
    level: "P2",
    callBack: { withinMinutes: 5, tries: 3, leavesNoMessage: true },
  });
  expect(holdsIfDropped({ soundedAfraid: "yes" }, known)).toBe(true);
  for (const answers of [{ soundedAfraid: "yes", dangerNow: "no" }, { soundedAfraid: "no" }, {}] as const) {
    expect([assess(answers, dropped).callBack, holdsIfDropped(answers, known)]).toEqual([undefined, false]);
  }
});

describe("for any answers", () => {
  test("the level is the most urgent rule's, or above it", () => {
    fc.assert(
      fc.property(answering, facing, (answers, facts) => {
        const { level, rules } = assess(answers, facts);
        const ranks = RISK_RULES.filter(({ id }) => rules.includes(id)).map((rule) => levelRank(rule.level));
        expect(levelRank(level)).toBeLessThanOrEqual(Math.min(levelRank(undefined), ...ranks));
        const hasRaise = rules.includes("no_safe_adult") || rules.includes("three_factors");
        if (!hasRaise) expect(levelRank(level)).toBe(Math.min(levelRank(undefined), ...ranks));
      }),
    );
  });

  test("'not known' is the same as no answer: it never lowers a level", () => {
    const keys = fc.constantFrom(...questions.map(({ key }) => key));
    fc.assert(
      fc.property(answering, facing, keys, (answers, facts, key) => {
        const without = assess({ ...answers, [key]: undefined }, facts);
        expect(assess({ ...answers, [key]: "unknown" }, facts)).toEqual(without);
      }),
    );
  });

  test("an unknown age never gives less than 16 or older", () => {
    fc.assert(
      fc.property(answering, fc.boolean(), (answers, isDropped) => {
        const unknown = assess(answers, { youngest: undefined, isDropped }).level;
        const older = assess(answers, { youngest: "16-17", isDropped }).level;
        expect(levelRank(unknown)).toBeLessThanOrEqual(levelRank(older));
      }),
    );
  });

  test("breaking off never lowers", () => {
    fc.assert(
      fc.property(answering, facing, (answers, facts) => {
        const [stays, drops] = [false, true].map((isDropped) => assess(answers, { ...facts, isDropped }).level);
        expect(levelRank(drops)).toBeLessThanOrEqual(levelRank(stays));
      }),
    );
  });

  test("danger now is P1, whatever else is said", () => {
    fc.assert(
      fc.property(answering, facing, (answers, facts) => {
        expect(assess({ ...answers, dangerNow: "yes" }, facts).level).toBe("P1");
      }),
    );
  });

  test("codes that nobody asks for say nothing", () => {
    const odd = Object.fromEntries(questions.map(({ key }) => [key, "constructor"]));
    expect(assess(odd, known).level).toBeUndefined();
  });
});

test("one level up ends at P1", () => {
  expect([undefined, "INFO", "P4", "P3", "P2", "P1"].map((each) => oneLevelUp(each as "P1" | undefined))).toEqual([
    "P4",
    "P4",
    "P3",
    "P2",
    "P1",
    "P1",
  ]);
});
