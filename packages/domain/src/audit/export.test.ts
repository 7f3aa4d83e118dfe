import { expect, test } from "vitest";
import { csvOf } from "./export.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+84", "'+84"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" =1", "' =1"],
  ["\t=1", "'\t=1"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ["a, b", '"a, b"'],
  ["two\nlines", '"two\nlines"'],
  ["Hoàng Thị Lan", "Hoàng Thị Lan"],
  ["1-1", "1-1"],
])("the cell %j is written as %j", (value, written) => {
  expect(csvOf([[value]])).toBe(`\uFEFF${written}\r\n`);
});
