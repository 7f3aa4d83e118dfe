import { expect, test } from "vitest";
import { FIRST_TEMPLATES } from "../roster/roster.ts";
import { shiftName } from "./shift-names.ts";

test("every shift that comes with the program has a name in both languages", () => {
  expect(FIRST_TEMPLATES.map((template) => shiftName(template, "vi"))).toEqual(["Ca sáng", "Ca chiều", "Ca đêm"]);
  expect(FIRST_TEMPLATES.map((template) => shiftName(template, "en"))).toEqual([
    "Morning shift",
    "Afternoon shift",
    "Night shift",
  ]);
});

test("a name that the helpline gave stays as it is", () => {
  expect(shiftName({ name: "Ca Tết" }, "en")).toBe("Ca Tết");
});
