import type { Lane } from "../contact/lane.ts";
import type { Words } from "./question.ts";

/** How urgent a contact is, most urgent first. INFO: nobody is in need of help. */
export const RISK_LEVELS = ["P1", "P2", "P3", "P4", "INFO"] as const;

export type RiskLevel = (typeof RISK_LEVELS)[number];

/** What a level is called. */
export const LEVEL_WORDS: Readonly<Record<RiskLevel, Words>> = {
  P1: { vi: "Nguy hiểm ngay", en: "Danger now" },
  P2: { vi: "Cao", en: "High" },
  P3: { vi: "Trung bình", en: "Medium" },
  P4: { vi: "Thấp", en: "Low" },
  INFO: { vi: "Thông tin", en: "Information" },
};

/** 0 for the most urgent level; one more than the last when nothing was found yet. */
export function levelRank(level: RiskLevel | undefined): number {
  return level === undefined ? RISK_LEVELS.length : RISK_LEVELS.indexOf(level);
}

/** The more urgent one. Nothing found yet is less than anything that was. */
export function higherLevel(a: RiskLevel | undefined, b: RiskLevel | undefined): RiskLevel | undefined {
  return levelRank(a) <= levelRank(b) ? a : b;
}

/** One level up. Whoever was not in need before, or not assessed, is then at least in need of support. */
export function oneLevelUp(level: RiskLevel | undefined): RiskLevel {
  const raised = { P1: "P1", P2: "P1", P3: "P2", P4: "P3", INFO: "P4" } as const satisfies Record<RiskLevel, RiskLevel>;
  return level === undefined ? "P4" : raised[level];
}

/** The lane that a level asks for; undefined when it asks for none. A level only ever raises a lane. */
export function laneOfLevel(level: RiskLevel | undefined): Lane | undefined {
  const lanes = { P1: "immediate", P2: "high", P3: "normal", P4: undefined, INFO: undefined } as const;
  return level === undefined ? undefined : lanes[level];
}
