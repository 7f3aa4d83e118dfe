import { expect, test } from "vitest";
import { isUnitBarred, lineOf, type Authority } from "./authority.ts";
import { authorityFor, type Matter } from "./propose.ts";

const at = new Date("2026-03-02T02:00:00Z");
const later = new Date("2026-03-03T02:00:00Z");
const before = new Date("2025-07-01T00:00:00Z");

function unit(id: string, fields: Pick<Authority, "level" | "kind"> & Partial<Authority>): Authority {
  return {
    parentId: undefined,
    placeCode: fields.level === "commune" ? "09556" : fields.level === "province" ? "01" : undefined,
    name: id,
    phone: undefined,
    email: undefined,
    validFrom: before,
    validTo: undefined,
    successorIds: [],
    verifiedAt: undefined,
    ...fields,
    id,
  };
}

const ministry = unit("health-ministry", { level: "ministry", kind: "health" });
const policeMinistry = unit("police-ministry", { level: "ministry", kind: "police" });
const committee = unit("province-committee", { level: "province", kind: "peoples_committee" });
const department = unit("health-department", { level: "province", kind: "health", parentId: committee.id });
const provincePolice = unit("province-police", { level: "province", kind: "police", parentId: policeMinistry.id });
const commune = unit("commune", { level: "commune", kind: "peoples_committee", parentId: committee.id });
const police = unit("commune-police", { level: "commune", kind: "police", parentId: provincePolice.id });
const DIRECTORY = [ministry, policeMinistry, committee, department, provincePolice, commune, police];

const propose = (matter: Partial<Matter> = {}) => {
  const { ladder, skipped } = authorityFor({
    place: { commune: "09556", province: "01" },
    kind: "peoples_committee",
    directory: DIRECTORY,
    barred: [],
    at,
    ...matter,
  });
  return { ladder: ladder.map(({ id }) => id), skipped: skipped.map(({ level, why }) => `${level}: ${why}`) };
};

test.each<[string, Partial<Matter>, string[], string[]]>([
  ["the commune first, then the health line above it", {}, ["commune", "health-department", "health-ministry"], []],
  ["the police in their own line", { kind: "police" }, ["commune-police", "province-police", "police-ministry"], []],
  [
    "the province where only the province is known",
    { place: { commune: undefined, province: "01" } },
    ["health-department", "health-ministry"],
    ["commune: place-unknown"],
  ],
  [
    "the ministry where nothing is known",
    { place: { commune: undefined, province: undefined } },
    ["health-ministry"],
    ["commune: place-unknown", "province: place-unknown"],
  ],
  [
    "the level above where a commune has no unit",
    { place: { commune: "00004", province: "01" } },
    ["health-department", "health-ministry"],
    ["commune: no-unit"],
  ],
  [
    "the level above a barred unit",
    { barred: ["commune"] },
    ["health-department", "health-ministry"],
    ["commune: barred"],
  ],
  [
    "nobody below a barred unit",
    { barred: ["province-committee"] },
    ["health-ministry"],
    ["commune: barred", "province: barred"],
  ],
  ["nobody's bar but one's own line's", { barred: ["province-police"] }, propose().ladder, []],
  [
    "nobody at all when all are barred: a person has to decide",
    { barred: ["province-committee", "health-ministry"] },
    [],
    ["commune: barred", "province: barred", "ministry: barred"],
  ],
])("proposes %s", (_, matter, ladder, skipped) => {
  expect(propose(matter)).toEqual({ ladder, skipped });
});

test("a unit that has ended, or is not there yet, is not proposed; of two the one that was made sure of", () => {
  const old = { ...commune, validTo: at };
  const next = unit("next", { level: "commune", kind: "peoples_committee", validFrom: later });
  expect(propose({ directory: [ministry, old, next] }).ladder).toEqual(["health-ministry"]);
  expect(propose({ directory: [ministry, old, next], at: later }).ladder).toEqual(["next", "health-ministry"]);
  const verified = { ...commune, id: "verified", verifiedAt: at };
  expect(propose({ directory: [commune, verified] }).ladder).toEqual(["verified"]);
});

test("a line ends where the directory ties a knot, and a bar above a unit holds for it", () => {
  const knot = [
    { ...commune, parentId: "above" },
    { ...committee, id: "above", parentId: "commune" },
  ];
  expect(lineOf("commune", knot)).toEqual(["commune", "above"]);
  expect(isUnitBarred("commune", DIRECTORY, ["province-committee"])).toBe(true);
  expect(isUnitBarred("province-committee", DIRECTORY, ["commune"])).toBe(false);
});
