import { describe, expect, test } from "vitest";
import type { Authority } from "./authority.ts";
import { changeUnit, endUnit, fitUnit, undoOnUnit } from "./change-authority.ts";

const NOW = new Date("2026-11-22T08:00:00Z");
const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000);

const unit = (id: string, changes: Partial<Authority> = {}): Authority => ({
  id,
  parentId: undefined,
  level: "commune",
  kind: "peoples_committee",
  placeCode: "00004",
  name: id,
  phone: undefined,
  email: undefined,
  validFrom: days(-30),
  validTo: undefined,
  successorIds: [],
  verifiedAt: undefined,
  ...changes,
});
const province = (id: string, changes: Partial<Authority> = {}) =>
  unit(id, { level: "province", placeCode: "01", kind: "health", ...changes });

const ABOVE = province("above");
const HERE = unit("here", { parentId: "above" });
const BELOW = unit("below", { parentId: "here", kind: "health" });
const DIRECTORY = [ABOVE, HERE, BELOW];

describe("a unit fits into the directory", () => {
  test.each([
    ["as it stands", HERE, undefined],
    ["a second one for the same work and place", unit("second"), "unit-doubled"],
    ["other work at the same place", unit("second", { kind: "police" }), undefined],
    ["the same after the first has ended", unit("second", { validFrom: days(5) }), "unit-doubled"],
    ["one that nobody knows above it", unit("x", { kind: "police", parentId: "nobody" }), "unit-above-is-gone"],
    ["itself above it", { ...ABOVE, parentId: "above" }, "unit-in-loop"],
    ["above it one that is below it", { ...HERE, parentId: "below" }, "unit-in-loop"],
    ["a commune above a province", province("p", { kind: "police", parentId: "here" }), "unit-above-is-lower"],
  ] as const)("%s", (_name, given, refusal) => {
    expect(fitUnit(given, DIRECTORY)).toBe(refusal);
  });

  test("two for the same work follow each other: the second begins as the first ends", () => {
    const first = unit("first", { validTo: days(5) });
    expect(fitUnit(unit("second", { validFrom: days(5) }), [first])).toBeUndefined();
    expect(fitUnit(unit("second", { validFrom: days(4) }), [first])).toBe("unit-doubled");
  });

  test("whoever stands above goes on as long", () => {
    const ending = province("ending", { validTo: days(5) });
    expect(fitUnit(unit("x", { parentId: "ending" }), [ending])).toBe("unit-above-is-gone");
    expect(fitUnit(unit("x", { parentId: "ending", validTo: days(5) }), [ending])).toBeUndefined();
  });
});

describe("acts on a unit", () => {
  const circumstances = { directory: DIRECTORY, at: NOW };
  const change = { name: "New", parentId: undefined, phone: "0912", email: undefined };

  test("a change keeps what the unit is; one that is over stays as it was", () => {
    expect(changeUnit(BELOW, change, circumstances)).toEqual({ ok: true, value: { ...BELOW, ...change } });
    const over = unit("over", { validTo: NOW });
    expect(changeUnit(over, change, circumstances)).toEqual({ ok: false, refusal: "unit-has-ended" });
  });

  test("it ends for somebody who takes over, once nobody below it goes on", () => {
    const end = { validTo: days(1), successorIds: ["above", "above"] };
    expect(endUnit(BELOW, end, circumstances)).toEqual({
      ok: true,
      value: { ...BELOW, validTo: days(1), successorIds: ["above"] },
    });
    expect(endUnit(HERE, end, circumstances)).toEqual({ ok: false, refusal: "unit-has-units-below" });
    const both = [ABOVE, HERE, { ...BELOW, validTo: days(1) }];
    expect(endUnit(HERE, end, { directory: both, at: NOW }).ok).toBe(true);
  });

  test.each([
    ["before it began", { validTo: days(-30), successorIds: [] }, "unit-ends-too-early"],
    ["for itself", { validTo: days(1), successorIds: ["below"] }, "unit-successor-is-gone"],
    ["for nobody known", { validTo: days(1), successorIds: ["nobody"] }, "unit-successor-is-gone"],
  ] as const)("it does not end %s", (_name, end, refusal) => {
    expect(endUnit(BELOW, end, circumstances)).toEqual({ ok: false, refusal });
  });

  test("what was done is taken back, if it still fits; what was added ends, and never begins if it had not begun", () => {
    const ended = { ...BELOW, validTo: days(-1) };
    expect(undoOnUnit(ended, BELOW, circumstances)).toEqual({ ok: true, value: BELOW });
    const taken = [...DIRECTORY, unit("other", { kind: "health", id: "other" })];
    expect(undoOnUnit(ended, BELOW, { directory: taken, at: NOW })).toEqual({ ok: false, refusal: "unit-doubled" });
    expect(undoOnUnit(BELOW, undefined, circumstances)).toMatchObject({ ok: true, value: { validTo: NOW } });
    const never = unit("never", { validFrom: days(-9), validTo: days(-9) });
    expect(fitUnit(unit("second", { kind: "police" }), [{ ...never, kind: "police" }])).toBeUndefined();
    const later = unit("later", { validFrom: days(9) });
    expect(undoOnUnit(later, undefined, circumstances)).toMatchObject({
      value: { validTo: days(9) },
    });
    expect(undoOnUnit(HERE, undefined, circumstances)).toEqual({ ok: false, refusal: "unit-has-units-below" });
  });
});
