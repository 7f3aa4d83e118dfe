import { describe, expect, test } from "vitest";
import { assess, type RiskAnswers } from "./assess.ts";
import type { AgeBand } from "./age.ts";
import type { RiskLevel } from "./level.ts";
import type { RiskQuestion } from "./question.ts";
import { RISK_QUESTIONS, type RiskKey } from "./questions.ts";
import { RAISING_FACTORS, RISK_RULES, whyOf, type RiskRule } from "./rules.ts";

type Case = readonly [rule: string, level: RiskLevel, answers: RiskAnswers, more?: { age?: AgeBand; dropped?: true }];

const carer = { abuserIsCarer: "yes", abuserAccess: "lives_with" } as const;
const over = { frequency: "once", safeAdult: "committed", abuserAccess: "none" } as const;

/** One row for each rule and for each alternative within it, written by hand from the text of the rules. */
const CASES: readonly Case[] = [
  ["danger_now", "P1", { dangerNow: "yes" }],
  ["life_threatening_injury", "P1", { injury: "life_threatening" }],
  ["substance_taken", "P1", { substanceTaken: "yes" }],
  ["suicide_now", "P1", { suicideWhen: "now" }],
  ["suicide_plan_means_24h", "P1", { suicidePlan: "yes", suicideMeans: "yes", suicideWhen: "within_24h" }],
  ["suicide_plan_means_24h", "P1", { suicidePlan: "yes", suicideMeans: "yes", suicideWhen: "now" }],
  ["attempt_today", "P1", { suicideThought: "attempt_today" }],
  ["attempt_and_self_harm_today", "P1", { suicideThought: "recent_attempt", selfHarmToday: "yes" }],
  ["small_child_alone", "P1", { aloneAtHome: "yes" }, { age: "0-2" }],
  ["small_child_alone", "P1", { aloneAtHome: "yes" }, { age: "3-5" }],
  ["small_child_missing", "P1", { missing: "yes" }, { age: "0-2" }],
  ["small_child_missing", "P1", { missing: "yes" }, { age: "3-5" }],
  ["trafficking", "P1", { traffickingSigns: "yes" }],
  ["sexual_abuse_in_reach", "P1", { sexualAbuse: "disclosed", abuserAccess: "lives_with" }],
  ["sexual_abuse_in_reach", "P1", { sexualAbuse: "disclosed", abuserAccess: "often" }],
  ["sexual_abuse_in_reach", "P1", { sexualAbuse: "within_72h", abuserAccess: "lives_with" }],
  ["sexual_abuse_in_reach", "P1", { sexualAbuse: "within_72h", abuserAccess: "often" }],
  ["sexual_abuse", "P2", { sexualAbuse: "disclosed", abuserAccess: "some" }],
  ["sexual_abuse", "P2", { sexualAbuse: "within_72h" }],
  ["injury_needs_care", "P2", { injury: "needs_care" }],
  ["carer_at_home_injury", "P2", { ...carer, injury: "minor" }],
  ["carer_at_home_injury", "P2", { ...carer, injury: "needs_care" }],
  ["carer_at_home_injury", "P1", { ...carer, injury: "life_threatening" }],
  ["carer_at_home_violence", "P2", { ...carer, frequency: "once" }],
  ["carer_at_home_violence", "P2", { ...carer, frequency: "repeated" }],
  ["carer_at_home_violence", "P2", { ...carer, frequency: "escalating" }],
  ["carer_at_home_sexual_abuse", "P2", { ...carer, sexualAbuse: "suspected" }],
  ["carer_at_home_sexual_abuse", "P1", { ...carer, sexualAbuse: "disclosed" }],
  ["carer_at_home_sexual_abuse", "P1", { ...carer, sexualAbuse: "within_72h" }],
  ["carer_at_home_neglect", "P2", { ...carer, neglect: "yes" }],
  ["recent_attempt", "P2", { suicideThought: "recent_attempt" }],
  ["suicide_plan", "P2", { suicideThought: "active", suicidePlan: "yes" }],
  ["suicide_plan", "P2", { suicidePlan: "yes", suicideMeans: "yes", suicideWhen: "days" }],
  ["suicide_means", "P2", { suicideThought: "active", suicideMeans: "yes" }],
  ["missing", "P2", { missing: "yes" }, { age: "6-10" }],
  ["missing", "P2", { missing: "yes" }],
  ["repeated_violence_small_child", "P2", { frequency: "repeated" }, { age: "3-5" }],
  ["repeated_violence_small_child", "P2", { frequency: "escalating" }, { age: "0-2" }],
  ["repeated_violence_disability", "P2", { frequency: "repeated", disability: "yes" }, { age: "14-15" }],
  ["repeated_violence_disability", "P2", { frequency: "escalating", disability: "yes" }],
  ["self_harm_today", "P2", { selfHarmToday: "yes" }],
  ["cannot_speak_safely", "P2", { canSpeakSafely: "no" }],
  ["pregnant_under_16", "P2", { pregnant: "yes" }, { age: "0-2" }],
  ["pregnant_under_16", "P2", { pregnant: "yes" }, { age: "3-5" }],
  ["pregnant_under_16", "P2", { pregnant: "yes" }, { age: "6-10" }],
  ["pregnant_under_16", "P2", { pregnant: "yes" }, { age: "11-13" }],
  ["pregnant_under_16", "P2", { pregnant: "yes" }, { age: "14-15" }],
  ["pregnant_under_16", "P2", { pregnant: "yes" }],
  ["extortion_threat_today", "P2", { onlineExtortion: "threat_today" }],
  ["dropped_while_afraid", "P2", { soundedAfraid: "yes" }, { dropped: true }],
  ["dropped_while_afraid", "P2", { soundedAfraid: "yes", dangerNow: "unknown" }, { dropped: true }],
  ["suspected_sexual_abuse", "P3", { sexualAbuse: "suspected" }],
  ["repeated_violence", "P3", { frequency: "repeated", injury: "none" }],
  ["repeated_violence", "P3", { frequency: "escalating" }, { age: "6-10" }],
  ["active_thought", "P3", { suicideThought: "active", suicidePlan: "no" }],
  ["passive_thought", "P3", { suicideThought: "passive" }],
  ["neglect_many_obstacles", "P3", { neglect: "yes", careObstacles: "many" }],
  ["hazardous_work", "P3", { hazardousWork: "yes" }],
  ["extortion", "P3", { onlineExtortion: "yes" }],
  ["injury_not_over", "P3", { injury: "minor" }],
  ["single_event_not_over", "P3", { frequency: "once", safeAdult: "possible", abuserAccess: "none" }],
  ["single_event_protected", "P4", over],
  ["single_event_protected", "P4", { ...over, injury: "minor" }],
  ["neglect", "P4", { neglect: "yes", careObstacles: "few" }],
  ["conflict", "P4", { matter: "conflict" }],
  ["custody", "P4", { matter: "custody" }],
  ["needs", "P4", { matter: "needs" }],
  ["information", "INFO", { matter: "information" }],
];

const rules: readonly RiskRule[] = RISK_RULES;
const questions: readonly RiskQuestion[] = RISK_QUESTIONS;

describe("the rules", () => {
  test.each(CASES.map(([rule, level, answers, more = {}]) => ({ rule, level, answers, more })))(
    "$rule → $level",
    (one) => {
      const { rule, level, answers, more } = one;
      const found = assess(answers, { youngest: more.age, isDropped: more.dropped === true });
      expect([found.level, found.rules]).toEqual([level, expect.arrayContaining([rule])]);
    },
  );

  test("each has a case at its own level, and one for each of its alternatives", () => {
    for (const { id, level, when, youngest = [undefined] } of rules) {
      const cases = CASES.filter(([rule]) => rule === id);
      expect([id, cases.some(([, found]) => found === level)]).toEqual([id, true]);
      const wanted = Object.entries(when).map(([key, codes]) => [key, codes.slice()] as const);
      for (const [key, codes] of wanted) {
        for (const code of codes) {
          expect([id, key, code, cases.some(([, , answers]) => answers[key as RiskKey] === code)]).toContain(true);
        }
      }
      for (const age of youngest) {
        expect([id, cases.some(([, , , more]) => (more?.age ?? "unknown") === (age ?? "unknown"))]).toContain(true);
      }
    }
  });

  test("each is needed whole: without any one of its answers it does not hold", () => {
    for (const { id, when, youngest, isDropped } of rules) {
      const answers = sampleOf(when);
      const facts = { youngest: bandOf(youngest), isDropped: isDropped === true };
      expect(assess(answers, facts).rules).toContain(id);
      for (const key of Object.keys(when) as RiskKey[]) {
        expect(assess({ ...answers, [key]: undefined }, facts).rules).not.toContain(id);
        expect(assess({ ...answers, [key]: "unknown" }, facts).rules).not.toContain(id);
      }
      if (youngest !== undefined) expect(assess(answers, { ...facts, youngest: "18+" }).rules).not.toContain(id);
      if (facts.isDropped) expect(assess(answers, { ...facts, isDropped: false }).rules).not.toContain(id);
    }
  });

  test("name only questions and answers that are asked, each in words of both languages", () => {
    for (const { id, when, unless = {} } of [...rules, ...RAISING_FACTORS]) {
      for (const [key, codes] of [...Object.entries(when), ...Object.entries(unless)]) {
        const values = questions.find((each) => each.key === key)?.values.map(({ code }) => code);
        expect([id, values]).toEqual([id, expect.arrayContaining([...codes])]);
      }
    }
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(whyOf("danger_now")?.vi).toMatch(/nguy hiểm/u);
    expect([whyOf("no_safe_adult"), whyOf("toString")]).toEqual([expect.anything(), undefined]);
  });

  test("read as a table", () => {
    expect(rules.map(lineOf).join("\n")).toMatchSnapshot();
  });
});

describe("every question", () => {
  test.each(questions)("$key changes some result, or says why it does not count", (question) => {
    const key = question.key as RiskKey;
    expect(changesSomething(key)).toBe(question.doesNotCount === undefined);
  });

  test("can be answered with not known, in both languages", () => {
    for (const { values, label, help, doesNotCount } of questions) {
      expect(values.at(-1)?.code).toBe("unknown");
      const words = [label, help, doesNotCount ?? label, ...values.map((value) => value.label)];
      for (const { vi, en } of words) expect([vi.normalize("NFC"), vi === "", en === ""]).toEqual([vi, false, false]);
    }
  });

  test("the child's age changes results too", () => {
    const facts = { isDropped: false };
    const small = assess({ missing: "yes" }, { ...facts, youngest: "3-5" }).level;
    expect([small, assess({ missing: "yes" }, { ...facts, youngest: "6-10" }).level]).toEqual(["P1", "P2"]);
  });
});

/** Whether two answers to a question give two levels, in the company of what some rule or factor asks beside it. */
function changesSomething(key: RiskKey): boolean {
  const values = questions.find((each) => each.key === key)?.values ?? [];
  const factors = sampleOf(Object.assign({}, ...RAISING_FACTORS.slice(1, 3).map(({ when }) => when)));
  const company = [...rules, ...RAISING_FACTORS].flatMap(({ when, unless = {}, youngest, isDropped }) =>
    [{}, sampleOf(unless), factors].map((more) => ({
      answers: { ...more, ...sampleOf(when) },
      facts: { youngest: bandOf(youngest), isDropped: isDropped === true },
    })),
  );
  return company.some(({ answers, facts }) => {
    const levels = values.map(({ code }) => assess({ ...answers, [key]: code }, facts).level);
    return new Set(levels).size > 1;
  });
}

function sampleOf(when: RiskRule["when"]): RiskAnswers {
  return Object.fromEntries(Object.entries(when).map(([key, codes]) => [key, codes[0]]));
}

function bandOf(youngest: RiskRule["youngest"]): AgeBand | undefined {
  const [first] = youngest ?? [];
  return first === "unknown" ? undefined : first;
}

function lineOf({ level, id, why, when, unless, youngest, isDropped }: RiskRule): string {
  const asks = (answered: RiskRule["when"]) =>
    Object.entries(answered)
      .map(([key, codes]) => `${key} = ${codes.join("|")}`)
      .join(" & ");
  const age = youngest === undefined ? [] : [`youngest = ${youngest.join("|")}`];
  const dropped = isDropped === true ? ["broke off"] : [];
  const not = unless === undefined ? "" : ` unless ${asks(unless)}`;
  return `${level.padEnd(4)} ${id}: ${[asks(when), ...age, ...dropped].join(" & ")}${not}\n     ${why.vi} / ${why.en}`;
}
