import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes, type UnansweredRow } from "@nightlight/contracts/counsellor/escalation";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { moveRoutes } from "@nightlight/contracts/supervisor/moves";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { desk, inSeconds, LAN, uuid } from "../../../testing/fixtures.ts";
import { floorContact, floorPerson, putFloor } from "../../../testing/floor-fixtures.ts";
import {
  AT_LAN,
  HOANG_LAN,
  MINH,
  movable,
  openFloor,
  stubMove,
  stubPreview,
  WAITING,
} from "../../../testing/render-floor.tsx";
import { useFloorState } from "../../shared/live/floor/floor-state.ts";

const LATE: UnansweredRow = {
  id: uuid(301),
  contactId: uuid(302),
  number: "PC-1",
  level: "P2",
  status: "sent",
  authority: "UBND phường Ba Đình",
  sentAt: inSeconds(-900),
  next: { kind: "acknowledge", at: inSeconds(-330), isLaw: false, isMet: false, isOverdue: true },
  nextClimbAt: null,
  isTaskAlarmed: false,
  isForDirector: false,
  redirects: 0,
  sentBy: "Lan",
};

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["supervisor" as const] }, now: inSeconds(0) }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(escalationRoutes.unanswered, () => ({ now: inSeconds(0), escalations: [] }));
});

test("a supervisor lands on the floor: people by state with cause and load, the queue, what wants an act", async () => {
  await openFloor([
    { key: "danger", code: "immediate_waits", since: inSeconds(-9), contactId: uuid(201), personId: null },
  ]);
  const people = screen.getByRole("grid", { name: "Người trực" });
  expect(within(people).getByRole("row", { name: /Hoàng Lan.*Trò chuyện web/u })).toBeTruthy();
  expect(within(people).getByRole("row", { name: /Quang Minh.*rảnh từ/u })).toBeTruthy();
  expect(within(people).getByText("Trong lượt")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toContain("Nguy hiểm đang chờ: 1 lượt");
  expect(within(screen.getByRole("grid", { name: "Hàng đợi" })).getAllByRole("row")).toHaveLength(3);
});

test("an escalation that nobody answers wants an act like everything else: counted, and nothing is said to be calm", async () => {
  stub(escalationRoutes.unanswered, () => ({ now: inSeconds(0), escalations: [LATE] }));
  await openFloor();
  expect(await screen.findByText("Địa phương chưa xác nhận")).toBeTruthy();
  expect(screen.queryByText("Không có gì cần xử lý.")).toBeNull();
  expect(screen.getByRole("heading", { name: "Cần xử lý 1" })).toBeTruthy();
});

test("by keys alone: a waiting contact is moved with what the screen saw, and taken back with Alt+U", async () => {
  const { user, queue } = await openFloor();
  stubPreview();
  const moved = stubMove();
  const undone = stub(moveRoutes.undoMove, () => ({ contact: movable(AT_LAN), asked: null }));
  act(() => {
    queue.focus();
  });
  await user.keyboard("{ArrowDown}{Alt>}m{/Alt}");
  const panel = await screen.findByRole("dialog", { name: "Chuyển đến" });
  expect(document.activeElement).toBe(within(panel).getByRole("combobox", { name: /Tên/u }));
  await user.keyboard("minh");
  expect(await within(panel).findByText(/1 đến Quang Minh/u)).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Đã chuyển 1 lượt đến Quang Minh")).toBeTruthy();
  expect(moved).toMatchObject([
    { params: { contactId: uuid(201) }, body: { version: 1, to: MINH.id, reason: "workload" } },
  ]);
  expect(document.activeElement).toBe(queue);
  await user.keyboard("{Alt>}u{/Alt}");
  expect(await screen.findByText("Đã hoàn tác 1 lượt")).toBeTruthy();
  expect(undone.map(({ body }) => body)).toEqual([{ moveId: (moved[0]?.body as { moveId: string }).moveId }]);
});

test("several at once: the sentence before, and what is overridden stands by name", async () => {
  const { user, queue } = await openFloor();
  stubPreview(["capacity"]);
  const moved = stubMove();
  act(() => {
    queue.focus();
  });
  await user.keyboard("{Home}{Shift>}{ArrowDown}{/Shift}");
  expect(screen.getByText("2 lượt đã chọn")).toBeTruthy();
  await user.keyboard("{Alt>}m{/Alt}minh");
  const panel = await screen.findByRole("dialog", { name: "Chuyển đến" });
  expect(await within(panel).findByText(/2 lượt: 2 đến Quang Minh\./u)).toBeTruthy();
  expect(within(panel).getByText(/Bỏ qua: hết chỗ/u)).toBeTruthy();
  await user.keyboard("{Enter}");
  await screen.findByText("Đã chuyển 2 lượt đến Quang Minh");
  expect(moved.map(({ body }) => (body as { overrides: string[] }).overrides)).toEqual([["capacity"], ["capacity"]]);
  expect(screen.queryByText("2 lượt đã chọn")).toBeNull();
});

test("whoever was slower is told where the contact is by now", async () => {
  const { user, queue } = await openFloor();
  stubPreview();
  stub(moveRoutes.move, () => {
    const current = {
      contact: { ...movable(AT_LAN), status: "offered" as const, owner: null, offeredTo: MINH },
      overrides: [],
    };
    throw new Refused(409, "stale", "Lượt này đã đổi.", current);
  });
  act(() => {
    queue.focus();
  });
  await user.keyboard("{Home}{Enter}minh{Enter}");
  expect(await screen.findByText("Lượt này đã đổi. Lượt đang mời Quang Minh.")).toBeTruthy();
});

test("old truth is shown with its age and never acted on", async () => {
  const { user, queue } = await openFloor();
  const asked = stubPreview();
  act(() => {
    useFloorState.setState({ isSilent: true });
  });
  expect(await screen.findByText(/Dữ liệu cũ \d+ giây/u)).toBeTruthy();
  act(() => {
    queue.focus();
  });
  await user.keyboard("{Home}{Enter}{Alt>}m{/Alt}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(asked).toEqual([]);
});

test("of 500 people and 2,000 contacts only what is in sight is in the document; names are found by typing", async () => {
  const { user } = await openFloor();
  act(() => {
    const people = Array.from({ length: 500 }, (_, n) => floorPerson(1000 + n, `Người ${String(n).padStart(3, "0")}`));
    const contacts = Array.from({ length: 2000 }, (_, n) => floorContact(5000 + n));
    putFloor([...people, floorPerson(1999, "Đỗ Đình Đạt")], contacts);
  });
  const people = screen.getByRole("grid", { name: "Người trực" });
  expect(people.getAttribute("aria-rowcount")).toBe("502");
  expect(document.querySelectorAll("[role=row]").length).toBeLessThan(120);
  act(() => {
    people.focus();
  });
  await user.keyboard("dat");
  const active = people.getAttribute("aria-activedescendant") ?? "";
  expect(document.getElementById(active)?.textContent).toContain("Đỗ Đình Đạt");
});

test("who is in danger is taken with one key by a supervisor who counsels; whoever was faster is named", async () => {
  stub(sessionRoutes.me, () => ({
    me: { ...LAN, roles: ["supervisor" as const, "counsellor" as const] },
    now: inSeconds(0),
  }));
  stub(contactRoutes.desk, () => desk());
  window.history.replaceState(null, "", "/console/?at=floor");
  const { user } = await openFloor();
  const danger = floorContact(203, { lane: "immediate", orderLane: "immediate" });
  const taken = stub(moveRoutes.take, () => {
    throw new Refused(409, "stale", "Lượt này đã đổi.", {
      contact: { ...movable(danger), status: "active", owner: { id: MINH.id, name: MINH.name } },
      overrides: [],
    });
  });
  act(() => {
    putFloor([HOANG_LAN, MINH], [AT_LAN, ...WAITING, danger]);
  });
  await user.keyboard("{Alt>}n{/Alt}");
  await waitFor(() => {
    expect(taken.map(({ params }) => params)).toEqual([{ contactId: danger.id }]);
  });
  expect(await screen.findByText(/Lượt này đã đổi\..*Quang Minh/u)).toBeTruthy();
});

test("a contact that broke off in danger: one call is allowed for a reason that was read", async () => {
  const about = { since: inSeconds(-30), contactId: AT_LAN.id, personId: null };
  const { user } = await openFloor([{ key: "broke-off", code: "broke_off_in_danger", ...about }]);
  const decided = stub(moveRoutes.call, () => ({ contact: movable(AT_LAN) }));
  await user.click(await screen.findByRole("button", { name: "Quyết định gọi…" }));
  await screen.findByRole("dialog", { name: "Cuộc gọi" });
  await user.keyboard("dut duong{Enter}");
  expect(await screen.findByText(/Đã cho gọi một lần/u)).toBeTruthy();
  expect(decided.map(({ body }) => body)).toEqual([{ decision: "allow", reason: "line_broke" }]);
});

test("a state is forced with what the screen saw, and put back", async () => {
  const { user } = await openFloor();
  const forced = stub(moveRoutes.force, ({ body }) => {
    const { to } = body as { to: "break" };
    return {
      person: MINH,
      intent: to,
      intentSince: inSeconds(0),
      gate: "open" as const,
      isLeaseAlive: true,
      unroutableBecause: "intent" as const,
    };
  });
  const people = screen.getByRole("grid", { name: "Người trực" });
  act(() => {
    people.focus();
  });
  await user.keyboard("q{Alt>}s{/Alt}");
  await screen.findByRole("dialog", { name: "Đổi trạng thái" });
  await user.keyboard("nghi{Enter}");
  expect(await screen.findByText("Quang Minh: Nghỉ giữa ca")).toBeTruthy();
  await user.keyboard("{Alt>}u{/Alt}");
  expect(await screen.findByText("Quang Minh trở lại: Sẵn sàng")).toBeTruthy();
  expect(forced.map(({ body }) => body)).toMatchObject([
    { from: "available", to: "break" },
    { from: "break", to: "available" },
  ]);
});
