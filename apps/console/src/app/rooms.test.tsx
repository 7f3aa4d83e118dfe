import { peopleRoutes } from "@nightlight/contracts/admin/people";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { desk, inSeconds, LAN, offer } from "../../testing/fixtures.ts";
import { renderRooms } from "../../testing/render-rooms.tsx";
import { stub } from "../../testing/stub-server.ts";

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
});

test("a counsellor who administers too lands at the desk, and an offer calls them back from the other room", async () => {
  const me = { ...LAN, roles: ["counsellor" as const, "administrator" as const] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  stub(contactRoutes.desk, () => desk({ offers: [offer()], now: inSeconds(0) }));
  stub(peopleRoutes.list, () => ({ people: [], centres: [], skills: [], spokenLanguages: [] }));
  const user = renderRooms();
  await screen.findByRole("heading", { name: /Của tôi/u });
  await user.click(screen.getByRole("link", { name: "Nhân sự" }));
  expect(await screen.findByRole("heading", { name: /Nhân sự/u })).toBeTruthy();
  expect(screen.queryByRole("heading", { name: /Của tôi/u })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Về bàn tư vấn" }));
  expect(screen.getByRole("heading", { name: /Của tôi/u })).toBeTruthy();
  expect(screen.queryByText(/Có lời mời đang chờ bạn/u)).toBeNull();
});
