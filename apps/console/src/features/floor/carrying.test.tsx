import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { stub } from "@nightlight/door/testing/stub-server";
import { act, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { inSeconds, LAN } from "../../../testing/fixtures.ts";
import { floorPerson, putFloor } from "../../../testing/floor-fixtures.ts";
import { AT_LAN, HOANG_LAN, MINH, openFloor, WAITING } from "../../../testing/render-floor.tsx";
import { carry } from "./floor-desk.ts";

test("while a contact is carried no row moves under the hand; let go, everything is as it is by then", async () => {
  window.history.replaceState(null, "", "/console/");
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["supervisor" as const] }, now: inSeconds(0) }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(escalationRoutes.unanswered, () => ({ now: inSeconds(0), escalations: [] }));
  await openFloor();
  const names = () =>
    within(screen.getByRole("grid", { name: "Người trực" }))
      .getAllByRole("row")
      .map(({ textContent }) => /Hoàng Lan|Quang Minh|Bé Ba/u.exec(textContent)?.[0])
      .filter((name) => name !== undefined);
  const before = names();
  expect(before).toEqual(["Hoàng Lan", "Quang Minh"]);
  act(() => {
    carry(true);
  });
  act(() => {
    putFloor([floorPerson(10, "Bé Ba", { state: "talking" }), HOANG_LAN, MINH], [AT_LAN, ...WAITING], []);
  });
  expect(names()).toEqual(before);
  act(() => {
    carry(false);
  });
  expect(new Set(names())).toEqual(new Set(["Bé Ba", "Hoàng Lan", "Quang Minh"]));
});
