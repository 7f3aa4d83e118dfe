import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { rosterRoutes, type RosterShiftView } from "@nightlight/contracts/supervisor/roster";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { stub } from "@nightlight/door/testing/stub-server";
import { act, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { inSeconds, LAN, uuid } from "../../../testing/fixtures.ts";
import { floorPerson, putFloor } from "../../../testing/floor-fixtures.ts";
import { renderRooms } from "../../../testing/render-rooms.tsx";

const shift = (number: number, name: string, hours: number, people: readonly number[]): RosterShiftView => ({
  id: uuid(number),
  name,
  date: "2026-03-02",
  startsAt: inSeconds(hours * 3600),
  endsAt: inSeconds((hours + 8) * 3600),
  version: 1,
  people: people.map((each) => ({ id: uuid(each), checkedInAt: null })),
  onCall: [],
  calledIn: [],
  absent: [],
});

test("above the floor: who of the open shift is there, who comes next, and where too few will be", async () => {
  window.history.replaceState(null, "", "/console/");
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["supervisor" as const] }, now: inSeconds(0) }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(escalationRoutes.unanswered, () => ({ now: inSeconds(0), escalations: [] }));
  stub(rosterRoutes.week, () => ({
    now: inSeconds(0),
    answerSeconds: 120,
    shifts: [shift(1, "Ca chiều", 6, [13]), shift(2, "Ca sáng", -2, [11, 12, 13, 20]), shift(3, "Ca đêm", -10, [13])],
    people: [11, 12, 13, 20].map((each) => ({ id: uuid(each), name: String(each), counsels: each !== 20 })),
    gaps: [{ from: inSeconds(7 * 3600), to: inSeconds(8 * 3600), people: 1, foundAt: inSeconds(0) }],
  }));
  renderRooms();
  await screen.findByRole("main", { name: "Sàn trực" });
  act(() => {
    // One is there, one has lost the screen, one has not begun; the supervisor among them is not counted.
    putFloor(
      [
        floorPerson(11, "Hoàng Lan"),
        floorPerson(12, "Quang Minh", { lease: { isAlive: false, lostAt: inSeconds(-5) } }),
        floorPerson(13, "Thị Nga", { gate: "before" }),
      ],
      [],
    );
  });
  const strip = await screen.findByRole("region", { name: "Ca trực" });
  expect(strip.textContent).toContain("Ca sáng");
  expect(strip.textContent).toContain("1 trên 3 người có mặt");
  expect(strip.textContent).toMatch(/Tiếp theo: Ca chiều lúc [\d:]+ 1 người/u);
  expect(strip.textContent).toContain("chỉ 1 người");
  expect(strip.textContent).not.toContain("Ca đêm");
});
