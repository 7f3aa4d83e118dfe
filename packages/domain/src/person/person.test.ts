import { describe, expect, test } from "vitest";
import { changePerson, closePerson, statusOf, type Person } from "./person.ts";

const lan: Person = {
  id: "lan",
  username: "lan",
  name: "Hoàng Thị Lan",
  displayName: "Cô Lan",
  roles: ["counsellor", "administrator"],
  languages: ["vi"],
  spokenLanguages: ["vi", "tyz"],
  skills: [],
  centreId: undefined,
  authorityId: undefined,
  isDemo: false,
  canSignIn: true,
  suspendedAt: undefined,
  offboardedAt: undefined,
  version: 3,
};
const gone = { ...lan, suspendedAt: new Date(0), offboardedAt: new Date(0) };
const asked = { by: "minh", person: lan, version: 3, administrators: ["lan", "minh"] };

describe("a change", () => {
  test.each([
    ["by a colleague is taken", {}, {}, "ok"],
    ["with an old version is stale", { version: 2 }, {}, "stale"],
    ["of a closed account is refused", { person: gone }, {}, "account-closed"],
    ["that gives oneself a role is refused", { by: "lan" }, { roles: [...lan.roles, "supervisor"] }, "own-rights"],
    ["that gives up one's own role is taken", { by: "lan" }, { roles: ["counsellor"] }, "ok"],
    [
      "that takes the role of the last administrator is refused",
      { administrators: ["lan"] },
      { roles: [] },
      "last-administrator",
    ],
    ["that leaves the last administrator one is taken", { administrators: ["lan"] }, { name: "Lan" }, "ok"],
    ["of an administrator who cannot sign in yet is no loss", { administrators: ["minh"] }, { roles: [] }, "ok"],
  ] as const)("%s", (_, situation, change, outcome) => {
    const result = changePerson({ ...asked, ...situation }, { ...lan, ...change });
    expect(result.ok ? "ok" : result.refusal).toBe(outcome);
  });
});

describe("taking somebody's access", () => {
  test.each([
    ["is done once", {}, "suspend", "close"],
    ["again changes nothing", { person: { ...lan, suspendedAt: new Date(0) } }, "suspend", "nothing"],
    ["for good after a suspension is done", { person: { ...lan, suspendedAt: new Date(0) } }, "offboard", "close"],
    ["for good again changes nothing", { person: gone }, "offboard", "nothing"],
    ["from somebody gone is refused", { person: gone }, "suspend", "account-closed"],
    ["from oneself is refused", { by: "lan" }, "suspend", "own-account"],
    ["from the last administrator is refused", { administrators: ["lan"] }, "offboard", "last-administrator"],
    ["after a change that was not seen is stale", { version: 1 }, "suspend", "stale"],
  ] as const)("%s", (_, situation, how, outcome) => {
    const result = closePerson({ ...asked, ...situation }, how);
    expect(result.ok ? result.value : result.refusal).toBe(outcome);
  });
});

test("an account is invited, active, suspended or offboarded", () => {
  expect(statusOf({ ...lan, canSignIn: false })).toBe("invited");
  expect(statusOf(lan)).toBe("active");
  expect(statusOf({ ...lan, suspendedAt: new Date(0) })).toBe("suspended");
  expect(statusOf(gone)).toBe("offboarded");
});
