import { expect, test } from "vitest";
import { POLICY_ROWS } from "./policy/policy.ts";
import { RECORD_DEFINITIONS } from "./record/default-definition.ts";
import { RISK_QUESTIONS } from "./risk/questions.ts";
import { RAISING_FACTORS, RISK_RAISES, RISK_RULES } from "./risk/rules.ts";
import { SHIFT_NAMES } from "./shift/shift-names.ts";

/** Vietnamese and English of one thing, wherever in a table it stands. */
type Pair = { readonly at: string; readonly vi: unknown; readonly en: unknown };

function pairsIn(value: unknown, at: string): Pair[] {
  if (typeof value !== "object" || value === null) return [];
  if ("vi" in value || "en" in value) {
    const { vi, en } = value as { vi?: unknown; en?: unknown };
    return [{ at, vi, en }];
  }
  return Object.entries(value).flatMap(([key, each]) => pairsIn(each, `${at}.${key}`));
}

/** What is said, key by key: one text, or a table of them. */
function textsOf(words: unknown): Record<string, unknown> {
  return typeof words === "object" && words !== null ? { ...words } : { "": words };
}

const gapsOf = (text: string): string[] => [...text.matchAll(/\{\w+/gu)].map(([gap]) => gap).toSorted();

test.each([
  ["forms", RECORD_DEFINITIONS, 300],
  ["questions of risk", RISK_QUESTIONS, 60],
  ["rules of risk", [RISK_RULES, RAISING_FACTORS, RISK_RAISES], 20],
  ["places of the policy", POLICY_ROWS, 30],
  ["names of shifts", SHIFT_NAMES, 0],
] as const)("%s say everything in both languages, with the same gaps", (name, table, atLeast) => {
  const pairs = pairsIn(table, name);
  expect(pairs.length).toBeGreaterThanOrEqual(atLeast);
  const wrong = pairs.flatMap(({ at, vi, en }) => {
    const [one, other] = [textsOf(vi), textsOf(en)];
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return keys.flatMap((key) => {
      const [said, english] = [one[key], other[key]];
      if (typeof said !== "string" || typeof english !== "string") return [`${at}.${key} has one language`];
      if (said.trim() === "" || english.trim() === "") return [`${at}.${key} is empty`];
      if (said !== said.normalize("NFC")) return [`${at}.${key} is not composed`];
      return gapsOf(said).join() === gapsOf(english).join() ? [] : [`${at}.${key} has other gaps`];
    });
  });
  expect(wrong).toEqual([]);
});

test("one that lacks a language, is empty or has another gap is found", () => {
  expect(pairsIn({ a: { label: { vi: "Có" } } }, "x")).toEqual([{ at: "x.a.label", vi: "Có", en: undefined }]);
  expect(gapsOf("còn {count} ô của {name}")).toEqual(["{count", "{name"]);
});
