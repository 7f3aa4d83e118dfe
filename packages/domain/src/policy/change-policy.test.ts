import fc from "fast-check";
import { expect, test } from "vitest";
import { changedKeys, changePolicy } from "./change-policy.ts";
import { CHECKS, contradictionsOf } from "./checks.ts";
import { fits, POLICY_KEYS, policyOf, rowOf, STANDARD_POLICY } from "./policy.ts";

const BOTH = ["administrator", "clinical_lead"] as const;

test("what comes with the program keeps every bound and contradicts nothing", () => {
  expect(POLICY_KEYS.filter((key) => !fits(rowOf(key), STANDARD_POLICY[key]))).toEqual([]);
  expect(contradictionsOf(STANDARD_POLICY)).toEqual([]);
});

test("every row has a name and an effect in both languages, and somebody who may edit it", () => {
  for (const key of POLICY_KEYS) {
    const { words, editors } = rowOf(key);
    expect([words.vi.name, words.vi.effect, words.en.name, words.en.effect].every((text) => text.length > 4)).toBe(
      true,
    );
    expect(editors.length).toBeGreaterThan(0);
  }
});

test("a change within the bounds is what the policy becomes; every other row stays", () => {
  const decision = changePolicy(STANDARD_POLICY, { skipSeconds: 90 }, BOTH);
  if (!decision.ok) throw new Error(decision.refusal);
  expect(decision.value).toEqual({ ...STANDARD_POLICY, skipSeconds: 90 });
  expect(changedKeys(STANDARD_POLICY, decision.value)).toEqual(["skipSeconds"]);
});

test.each([
  { name: "a row that there is not", changes: { luck: 7 }, roles: BOTH, refusal: "policy-unknown", at: ["luck"] },
  { name: "too much", changes: { undoSeconds: 31 }, roles: BOTH, refusal: "policy-out-of-bounds", at: ["undoSeconds"] },
  {
    name: "half a second",
    changes: { undoSeconds: 3.5 },
    roles: BOTH,
    refusal: "policy-out-of-bounds",
    at: ["undoSeconds"],
  },
  {
    name: "a lane for a number",
    changes: { undoSeconds: "high" },
    roles: BOTH,
    refusal: "policy-out-of-bounds",
    at: ["undoSeconds"],
  },
  {
    name: "the machines' number by the clinical lead",
    changes: { leaseSeconds: 20 },
    roles: ["clinical_lead"],
    refusal: "policy-not-yours",
    at: ["leaseSeconds"],
  },
  {
    name: "anything by a supervisor",
    changes: { skipSeconds: 90 },
    roles: ["supervisor"],
    refusal: "policy-not-yours",
    at: ["skipSeconds"],
  },
  {
    name: "a contradiction",
    changes: { ageingNormalSeconds: 301 },
    roles: BOTH,
    refusal: "policy-contradiction",
    at: ["ageingNormalSeconds"],
  },
  {
    name: "two of them at once",
    changes: { skipAloneSeconds: 60, skipSeconds: 59, ageingLowSeconds: 1 },
    roles: BOTH,
    refusal: "policy-contradiction",
    at: ["skipAloneSeconds", "ageingNormalSeconds"],
  },
] as const)("$name is refused, and said where", ({ changes, roles, refusal, at }) => {
  const decision = changePolicy(STANDARD_POLICY, changes, roles);
  expect(decision).toMatchObject({ ok: false, refusal });
  expect(decision.ok ? [] : decision.faults.map(({ path }) => path)).toEqual(at);
});

test.each([
  {
    key: "helplinePhone",
    fine: ["111", "1900 5454", "+84 24 3936 1111"],
    wrong: ["", "1", "call 111", "111\n", "1".repeat(16), 111],
  },
  {
    key: "helplineName",
    fine: ["Đường dây nóng"],
    wrong: ["", " Tổng đài", "a\u202eb", "hai\ndòng", "x".repeat(121), 7],
  },
  {
    key: "interpreters",
    fine: ["H'Mông: 0912 345 678; Khmer: 0987654321", "Khmer: 0987654321", "–"],
    wrong: [
      "Khmer",
      "Khmer: ",
      "Khmer: 12",
      ": 0912345678",
      "Khmer: 0912345678;",
      "Khmer: 113@evil",
      "A B: 0912345678; a b: 113",
    ],
  },
  {
    key: "displayAuthority",
    fine: ["server", "withheld", "111", "+84 24 3936 1111"],
    wrong: ["", "anonymous", "nobody", "1", '"111" <sip:1@evil>'],
  },
] as const)("$key takes one plain line and nothing else", ({ key, fine, wrong }) => {
  const tried = (value: number | string) => changePolicy(STANDARD_POLICY, { [key]: value }, ["administrator"]).ok;
  expect(fine.map(tried)).toEqual(fine.map(() => true));
  expect(wrong.map(tried)).toEqual(wrong.map(() => false));
  expect(changePolicy(STANDARD_POLICY, { [key]: fine[0] }, ["clinical_lead"]).ok).toBe(
    fine[0] === STANDARD_POLICY[key],
  );
});

test("a value that is in force already is nobody's to refuse", () => {
  const { leaseSeconds, skipSeconds } = STANDARD_POLICY;
  expect(changePolicy(STANDARD_POLICY, { leaseSeconds, skipSeconds }, [])).toEqual({
    ok: true,
    value: STANDARD_POLICY,
  });
});

test("each rule between rows can be broken within the bounds: none of them is idle", () => {
  for (const check of CHECKS) {
    const rows = check.keys.map((key) => [key, rowOf(key)] as const);
    const extremes = [0, 1].map((turn) =>
      Object.fromEntries(
        rows.map(([key, row], n) => [
          key,
          row.kind === "number" ? ((n + turn) % 2 === 0 ? row.max : row.min) : row.standard,
        ]),
      ),
    );
    const tried = extremes.map((each) => check.holds(policyOf({ ...STANDARD_POLICY, ...each })));
    expect(tried, check.en).toContain(false);
  }
});

test("whatever was stored, what is read keeps the bounds", () => {
  const stored = fc.dictionary(fc.constantFrom(...POLICY_KEYS, "unknown"), fc.anything());
  fc.assert(
    fc.property(stored, (value) => {
      const policy = policyOf(value);
      expect(POLICY_KEYS.filter((key) => !fits(rowOf(key), policy[key]))).toEqual([]);
      expect(policyOf(JSON.parse(JSON.stringify(policy)) as Record<string, unknown>)).toEqual(policy);
    }),
  );
});
