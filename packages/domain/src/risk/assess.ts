import type { AgeBand } from "./age.ts";
import { higherLevel, levelRank, oneLevelUp, type RiskLevel } from "./level.ts";
import type { RiskKey } from "./questions.ts";
import { CALL_BACK, FACTORS_THAT_RAISE, RAISING_FACTORS, RISK_RULES, type Answered, type RiskRule } from "./rules.ts";

/** What was answered, as codes. What is missing, empty or "unknown" says nothing. */
export type RiskAnswers = { readonly [Key in RiskKey]?: string | undefined };

/** What is known without asking. */
export type RiskFacts = {
  /** The band of the youngest child; undefined when no child's age is known. */
  readonly youngest: AgeBand | undefined;
  /** Whether the other side broke off. */
  readonly isDropped: boolean;
};

export type Assessment = {
  /** Undefined while no rule holds: not assessed. */
  readonly level: RiskLevel | undefined;
  /** Ids of all rules that hold, most urgent first; then what raised the level. */
  readonly rules: readonly string[];
  /** Set when somebody has to call back; still, nobody is called who may not be. */
  readonly callBack: typeof CALL_BACK | undefined;
};

/** How urgent it is by the table of rules: the most urgent rule that holds wins, then what raises it. */
export function assess(answers: RiskAnswers, facts: RiskFacts): Assessment {
  const held = RISK_RULES.filter((rule) => holds(rule, answers, facts)).sort(
    (a, b) => levelRank(a.level) - levelRank(b.level),
  );
  const rules = held.map(({ id }) => id);
  let level = held[0]?.level;
  if (level === "P3" && answers.safeAdult === "none") {
    level = higherLevel(level, "P2");
    rules.push("no_safe_adult");
  }
  const factors = RAISING_FACTORS.filter((factor) => holds(factor, answers, facts)).length;
  if (factors >= FACTORS_THAT_RAISE && level !== "P1") {
    level = oneLevelUp(level);
    rules.push("three_factors");
  }
  return { level, rules, callBack: rules.includes("dropped_while_afraid") ? CALL_BACK : undefined };
}

/** Whether the contact would be held at P2 if it broke off now. */
export function holdsIfDropped(answers: RiskAnswers, facts: RiskFacts): boolean {
  return assess(answers, { ...facts, isDropped: true }).callBack !== undefined;
}

function holds(rule: RiskRule, answers: RiskAnswers, facts: RiskFacts): boolean {
  if (rule.isDropped === true && !facts.isDropped) return false;
  if (rule.youngest !== undefined && !rule.youngest.includes(facts.youngest ?? "unknown")) return false;
  if (rule.unless !== undefined && isAnswered(rule.unless, answers)) return false;
  return isAnswered(rule.when, answers);
}

function isAnswered(wanted: Answered, answers: RiskAnswers): boolean {
  return (Object.entries(wanted) as [RiskKey, readonly string[]][]).every(([key, codes]) => {
    const answer = answers[key];
    return answer !== undefined && codes.includes(answer);
  });
}
