import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { inSeconds, presence } from "../../../testing/fixtures.ts";
import { renderConsole } from "../../../testing/render-console.tsx";

test.each([
  [{ unroutableBecause: "gate", gate: "before" }, /chưa bắt đầu ca/u],
  [{ unroutableBecause: "gate", gate: "closed" }, /ngoài giờ trực/u],
  [{ unroutableBecause: "capacity", freeChatSlots: 0 }, /đã đủ lượt/u],
  [{ unroutableBecause: "lease", isLeaseAlive: false, leaseLostAt: null }, /chưa màn hình nào nhận chuông/u],
  [{ unroutableBecause: "intent", intent: "break" }, /Nghỉ giữa ca · từ \d\d:\d\d$/u],
] as const)("says why nothing is offered: %o", async (change, words) => {
  const before = {
    name: "Ca đêm",
    startsAt: inSeconds(-60),
    endsAt: inSeconds(60),
    checkedInAt: inSeconds(-50),
    checkInFrom: inSeconds(-1260),
  };
  await renderConsole({ presence: presence({ shift: before, ...change }) });
  expect(screen.getByRole("button", { name: words })).toBeTruthy();
});

test("a lost lease counts its seconds", async () => {
  await renderConsole({
    presence: presence({ unroutableBecause: "lease", isLeaseAlive: false, leaseLostAt: inSeconds(-14) }),
  });
  expect(screen.getByText(/mất màn hình 1[3-6] giây/u)).toBeTruthy();
});

test("a choice is on screen at once and taken back when the server refuses", async () => {
  const { user } = await renderConsole();
  stub(presenceRoutes.setIntent, () => {
    throw new Refused(503, "busy", "Máy chủ đang khởi động lại.");
  });
  await user.click(screen.getByRole("button", { name: /Sẵn sàng/u }));
  await user.click(screen.getByRole("menuitemradio", { name: /Nghỉ giữa ca/u }));
  expect(await screen.findByText("Máy chủ đang khởi động lại.")).toBeTruthy();
  expect(screen.getByRole("button", { name: /Sẵn sàng/u })).toBeTruthy();
});

test("after missed offers Alt+R is the way back", async () => {
  const { user, socket } = await renderConsole();
  const asked = stub(presenceRoutes.setIntent, () => presence());
  socket.notice("presence:changed", presence({ intent: "not_responding", unroutableBecause: "intent" }));
  expect(await screen.findByText(/Bạn vừa lỡ lượt mời/u)).toBeTruthy();
  await user.keyboard("{Alt>}r{/Alt}");
  await waitFor(() => {
    expect(screen.queryByText(/Bạn vừa lỡ lượt mời/u)).toBeNull();
  });
  expect(asked.map(({ body }) => body)).toEqual([{ intent: "available" }]);
});
