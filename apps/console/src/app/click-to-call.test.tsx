import type { TaskView } from "@nightlight/contracts/counsellor/escalation";
import { outsideCallRoutes, type OutsideCallView } from "@nightlight/contracts/counsellor/outside-call";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { inSeconds, LAN } from "../../testing/fixtures.ts";
import { resetTelephone, useTelephone } from "../shared/softphone/telephone.ts";
import { Surroundings } from "../shared/surroundings.tsx";
import { OutsideBar } from "../features/call/outside-bar.tsx";
import { TaskCard } from "../features/escalation/task-card.tsx";

const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const OFFICE = "UBND phường Ba Đình";
const DUTY = { kind: "duty", authorityId: ID(10) } as const;
const TASK: TaskView = {
  ...{ id: ID(40), kind: "call", escalationId: ID(20), number: "2026/000042", level: "P1" },
  ...{ madeAt: inSeconds(-10), alarmAt: inSeconds(290), owner: { id: LAN.id, name: "Lan" }, offeredTo: null },
  ...{ takenBy: null, isAlarmed: false, done: null, calls: [] },
  numbers: [
    { name: "police", phone: "113", party: { kind: "police" } },
    { name: `Chị Mai · ${OFFICE}`, phone: "0000 004 111", party: DUTY },
  ],
};
const CALL: OutsideCallView = {
  ...{ id: ID(60), contactId: ID(1), task: { escalationId: ID(20), taskId: ID(40) }, party: DUTY, office: OFFICE },
  ...{ by: { id: LAN.id, name: "Lan" }, reason: null, wish: "alone", state: "ringing", askedAt: inSeconds(-60) },
  ...{ answeredAt: null, rangSeconds: 30, talkedSeconds: 0, refusal: null },
};

let running: OutsideCallView | null;
const show = (task: TaskView = TASK) => {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <OutsideBar />
        <TaskCard task={task} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};
const card = () => screen.findByRole("region", { name: "Gọi điện ngay" });

beforeEach(() => {
  resetTelephone();
  running = null;
  stub(sessionRoutes.me, () => ({ me: LAN, now: inSeconds(0) }));
  stub(outsideCallRoutes.mine, () => ({ call: running }));
});

test("where this browser has a telephone one press calls whom it names, and the task stays open", async () => {
  useTelephone.setState({ status: "ready" });
  const called = stub(outsideCallRoutes.callOffice, () => {
    running = CALL;
    return { callId: CALL.id };
  });
  const ended = stub(outsideCallRoutes.end, () => {
    running = null;
    return { ok: true as const };
  });
  const user = show();
  const police = await screen.findByRole("button", { name: "Gọi Công an" });
  await user.click(screen.getByRole("button", { name: `Gọi Chị Mai · ${OFFICE}` }));
  expect(called.map(({ body }) => body)).toEqual([{ party: DUTY }]);
  expect(await screen.findByText(`Đang gọi người trực của ${OFFICE}…`)).toBeTruthy();
  // While one is up, nobody is called beside it.
  await waitFor(() => {
    expect(police.getAttribute("aria-disabled")).toBe("true");
  });
  await user.click(police);
  expect(called).toHaveLength(1);
  expect(within(await card()).getByRole("button", { name: "Đã nói chuyện được" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Gác máy" }));
  expect(ended.map(({ params }) => params)).toEqual([{ callId: CALL.id }]);
  await waitFor(() => {
    expect(screen.queryByText(/Đang gọi/u)).toBeNull();
  });
});

test("a call that is over says how the line went, and asks a person how it went; without a telephone nothing calls", async () => {
  show({ ...TASK, calls: [{ ...CALL, state: "no_answer" }] });
  const said = await card();
  expect(within(said).getByText(`người trực của ${OFFICE} · không ai nghe máy · Lan gọi`)).toBeTruthy();
  expect(within(said).getByText(/Cuộc gọi không tự ghi kết quả/u)).toBeTruthy();
  expect(within(said).queryByRole("button", { name: /^Gọi Công an/u })).toBeNull();
  // The numbers stand there to be dialled by hand.
  expect(within(said).getAllByRole("link")).toHaveLength(2);
});
