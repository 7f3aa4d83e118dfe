import { supervisionRoutes } from "@nightlight/contracts/supervisor/access";
import { peopleRoutes } from "@nightlight/contracts/admin/people";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { desk, inSeconds, LAN, offer } from "../../testing/fixtures.ts";
import { renderRooms } from "../../testing/render-rooms.tsx";

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
});

test("a counsellor who administers too lands at the desk, and an offer calls them back from the other room", async () => {
  const me = { ...LAN, roles: ["counsellor" as const, "administrator" as const] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  stub(contactRoutes.desk, () => desk({ offers: [offer()], now: inSeconds(0) }));
  stub(peopleRoutes.list, () => ({ people: [], centres: [], skills: [], spokenLanguages: [] }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  const user = renderRooms();
  await screen.findByRole("heading", { name: /Của tôi/u });
  await user.click(screen.getByRole("link", { name: "Nhân sự" }));
  expect(await screen.findByRole("heading", { name: /Nhân sự/u })).toBeTruthy();
  expect(screen.queryByRole("heading", { name: /Của tôi/u })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Về bàn tư vấn" }));
  expect(screen.getByRole("heading", { name: /Của tôi/u })).toBeTruthy();
  expect(screen.queryByText(/Có lời mời đang chờ bạn/u)).toBeNull();
});

test("whoever leads lands among numbers, is told what they may see, and old numbers say how old they are", async () => {
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["leader" as const] }, now: inSeconds(0) }));
  const asked = stub(supervisionRoutes.figures, () => ({
    figures: [
      { status: "queued", lane: "immediate" as const, isByHand: false, contacts: 1 },
      { status: "offered", lane: "normal" as const, isByHand: false, contacts: 2 },
      { status: "closed", lane: "normal" as const, isByHand: false, contacts: 41 },
      { status: "closed", lane: "normal" as const, isByHand: true, contacts: 7 },
    ],
  }));
  renderRooms();
  expect(await screen.findByRole("heading", { level: 1, name: "Số liệu trong ngày" })).toBeTruthy();
  const sums = screen.getAllByRole("definition").map((each) => each.textContent);
  expect(sums.slice(0, 1)).toEqual(["3"]);
  expect(sums).toContain("41");
  expect(screen.getByText("Ghi tay, tính riêng: 7")).toBeTruthy();
  expect(screen.getByText(/Không có tên, lời kể/u)).toBeTruthy();
  expect(asked).toHaveLength(1);
});

test("figures that are refused say so", async () => {
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["leader" as const] }, now: inSeconds(0) }));
  stub(supervisionRoutes.figures, () => {
    throw new Refused(403, "not-allowed", "Vai trò của bạn không được làm việc này.");
  });
  renderRooms();
  expect(await screen.findByText("Vai trò của bạn không được làm việc này.")).toBeTruthy();
});

test("an officer is shown the way to the workspace of authorities, and nothing of the console", async () => {
  const me = { ...LAN, roles: ["officer" as const] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  renderRooms();
  const door = await screen.findByRole("link", { name: "Đến trang của cơ quan" });
  expect(door.getAttribute("href")).toBe("/casework/");
  expect(screen.queryByRole("navigation")).toBeNull();
});
