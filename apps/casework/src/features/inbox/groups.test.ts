import { expect, test } from "vitest";
import { inSeconds, received, rowOf } from "../../../testing/fixtures.ts";
import { groupOf, grouped } from "./groups.ts";

const now = Date.parse("2026-03-02T05:00:00Z"); // noon in Hà Nội
const due = (at: string, isOverdue = false) => ({
  next: { kind: "act" as const, at, isLaw: false, isMet: false, isOverdue },
});

test.each([
  ["overdue as soon as its minute has come", due("2026-03-02T05:00:00Z"), "overdue"],
  ["overdue because the server says so, whatever this clock says", due("2026-03-02T06:00:00Z", true), "overdue"],
  ["today until midnight there", due("2026-03-02T16:59:00Z"), "today"],
  ["later from midnight there on", due("2026-03-02T17:00:00Z"), "later"],
  ["waiting when the office owes nothing", { next: null }, "waiting"],
] as const)("a row is %s", (_, row, group) => {
  expect(groupOf(row, now)).toBe(group);
});

test("the soonest deadline leads its group, and groups without rows are left out", () => {
  const row = (number: number, seconds: number) => ({
    ...rowOf(received(number)),
    ...due(inSeconds(seconds)),
  });
  const rows = [row(1, 300_000), row(2, 200_000), row(3, -10)];
  const groups = grouped(rows, Date.parse(inSeconds(0)));
  expect(groups.map(({ group, rows: some }) => [group, some.map(({ number }) => number)])).toEqual([
    ["overdue", ["PC-2026-003"]],
    ["later", ["PC-2026-002", "PC-2026-001"]],
  ]);
});
