import { expect, test } from "vitest";
import { childAgesOf, isRiskAnswer, riskAnswersOf, riskFactsOf } from "./record-answers.ts";

const record = Object.fromEntries(
  Object.entries({
    narrative: "…",
    "risk.dangerNow": "no",
    "risk.injury": "",
    "riskier.dangerNow": "yes",
    "child.a1b2c3d4.ageBand": "6-10",
    "child.a1b2c3d4.name": "Na",
    "child.e5f6g7h8.age": "4",
    "child.removed1.age": "1",
    "child.removed1.removed": "yes",
  }).map(([path, value]) => [path, { value }]),
);

test("answers are read from the record by path; what is empty was not answered", () => {
  expect(riskAnswersOf(record)).toEqual({ dangerNow: "no" });
});

test("ages come from the children who are there; the youngest counts", () => {
  expect(childAgesOf(record)).toEqual([{ ageBand: "6-10", name: "Na" }, { age: "4" }]);
  const at = new Date("2026-11-22T23:30:00Z");
  expect(riskFactsOf(record, at, true)).toEqual({ youngest: "3-5", isDropped: true });
});

test("only questions of risk and the children matter", () => {
  expect(["risk.injury", "child.a1b2c3d4.age", "narrative", "person.x.name"].map(isRiskAnswer)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
