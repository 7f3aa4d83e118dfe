import { escalationRoutes, type UnansweredRow } from "@nightlight/contracts/counsellor/escalation";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { inSeconds } from "../../../testing/fixtures.ts";
import { goTo } from "../../shared/place.ts";
import { EscalationsScreen } from "./escalations-screen.tsx";
import { TaskAlarm } from "./task-alarm.tsx";
import { Surroundings } from "../../shared/surroundings.tsx";

const ROW: UnansweredRow = {
  id: "0190f000-0000-7000-8000-000000000020",
  contactId: "0190f000-0000-7000-8000-000000000001",
  number: "2026/000042",
  level: "P1",
  status: "sent",
  authority: "UBND phường Ba Đình",
  sentAt: inSeconds(-600),
  next: { kind: "acknowledge", at: inSeconds(-330), isLaw: false, isMet: false, isOverdue: true },
  nextClimbAt: inSeconds(600),
  isTaskAlarmed: true,
  isForDirector: false,
  redirects: 0,
  sentBy: "Cô Lan",
};

const show = (rows: readonly UnansweredRow[]) => {
  stub(escalationRoutes.unanswered, () => ({ now: inSeconds(0), escalations: [...rows] }));
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <TaskAlarm />
        <EscalationsScreen />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};

beforeEach(() => {
  goTo("escalations");
  stub(escalationRoutes.read, () => {
    throw new Refused(404, "not-found", "Không tìm thấy.");
  });
});

test("a call that nobody took says so in every room, and leads there", async () => {
  const user = show([ROW]);
  await user.click(await screen.findByRole("button", { name: "Mở" }));
  expect(window.location.search).toContain(`escalation=${ROW.id}`);
});

test("the list tells what alarms, what is overdue, and by how much", async () => {
  show([ROW, { ...ROW, id: "0190f000-0000-7000-8000-000000000021", isTaskAlarmed: false }]);
  expect(await screen.findByRole("button", { name: "Gọi điện ngay" })).toBeTruthy();
  expect(screen.getByText("quá 5 phút")).toBeTruthy();
  expect(screen.getByText("2 đang chờ, 2 quá hạn")).toBeTruthy();
});

test("a danger that nobody checked for hours is the director's: said in every room and in the list", async () => {
  const user = show([{ ...ROW, isTaskAlarmed: false, isForDirector: true }]);
  expect(await screen.findByText(/Báo giám đốc ngay/u)).toBeTruthy();
  expect(screen.getByText("báo giám đốc")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Mở" }));
  expect(window.location.search).toContain(`escalation=${ROW.id}`);
});

test("nothing waits: it says so, and nothing alarms", async () => {
  show([]);
  expect(await screen.findByText("Không có gì đang chờ.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Mở" })).toBeNull();
});
