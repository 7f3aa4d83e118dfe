import { recordedQueueRoutes, type RecordedQueueView } from "@nightlight/contracts/admin/recorded-queues";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { uuid } from "../../../testing/fixtures.ts";
import { Surroundings } from "../../shared/surroundings.tsx";
import { RecordedQueues } from "./recorded-queues.tsx";

const ON = { since: "2026-03-02T03:04:00.000Z", by: "Phạm Hải" };
const queues = (on: RecordedQueueView["on"]): { queues: RecordedQueueView[] } => ({
  queues: [
    { queueId: "default", name: null, on },
    { queueId: uuid(5), name: "Trung tâm Đà Nẵng", on: null },
  ],
});

function show(): void {
  stub(recordedQueueRoutes.list, () => queues(null));
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RecordedQueues />
      </QueryClientProvider>
    </Surroundings>,
  );
}

test("no queue is recorded until it is switched on; then it says since when and by whom, and can be switched off", async () => {
  const set = stub(recordedQueueRoutes.set, ({ body }) => queues((body as { isOn: boolean }).isOn ? ON : null));
  show();
  expect(await screen.findAllByText("Không ghi")).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "Bật ghi âm: Hàng chờ chung" }));
  expect(await screen.findByText(/Ghi từ 02\/03\/2026 10:04, Phạm Hải bật/u)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Tắt ghi âm: Hàng chờ chung" }));
  expect(await screen.findAllByText("Không ghi")).toHaveLength(2);
  expect(set.map(({ params, body }) => [params["queueId"], body])).toEqual([
    ["default", { isOn: true }],
    ["default", { isOn: false }],
  ]);
});

test("a refusal is said where it was tried", async () => {
  stub(recordedQueueRoutes.set, () => {
    throw new Refused(403, "forbidden", "Bạn không được làm việc này.");
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Bật ghi âm: Trung tâm Đà Nẵng" }));
  expect(await screen.findByText("Bạn không được làm việc này.")).toBeTruthy();
});
