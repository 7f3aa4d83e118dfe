import { recordRoutes } from "@nightlight/contracts/counsellor/record";
import { previousRoutes, type PreviousView } from "@nightlight/contracts/counsellor/search";
import { stub } from "@nightlight/door/testing/stub-server";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { inSeconds } from "../../testing/fixtures.ts";
import { SideTabs } from "./side-tabs.tsx";
import { Surroundings } from "../shared/surroundings.tsx";

const DEFAULT_FORM = RECORD_DEFINITIONS.find(({ version }) => version === 2) ?? { version: 2, codes: {}, sections: [] };
const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const LIVE = ID(1);
const EARLIER: PreviousView["contacts"][number] = {
  id: ID(2),
  channel: "sms",
  lane: "normal",
  level: "P2",
  line: null,
  promised: null,
  language: "vi",
  status: "closed",
  arrivedAt: inSeconds(-86_400),
  disposition: "counselled",
  counsellor: "Cô Lan",
  isMine: false,
};

const show = () => {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SideTabs contactId={LIVE} record={<p>the record</p>} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};
const tab = () => screen.getByRole("tab", { name: /Lần trước/u });

test("how many there are is said beside the record; looking at them leaves the record as it is", async () => {
  stub(previousRoutes.list, () => ({ strength: "own_phone" as const, contacts: [EARLIER], hasMore: false }));
  const user = show();
  const second = await screen.findByRole("tab", { name: "Lần trước 1" });
  expect(second.getAttribute("aria-selected")).toBe("false");
  expect(screen.getByText("the record").closest("[hidden]")).toBeNull();
  await user.click(tab());
  expect(screen.getByText("the record").closest("[hidden]")).not.toBeNull();
  await screen.findByText(/Cả nhà có thể dùng chung/u);
  screen.getByText(/Mỗi lần mở đều được ghi vào nhật ký/u);
  await user.keyboard("{ArrowLeft}");
  expect(screen.getByText("the record").closest("[hidden]")).toBeNull();
});

test("one is opened by itself, whoever's it was, and its words go when it is closed", async () => {
  stub(recordRoutes.definition, () => DEFAULT_FORM);
  stub(previousRoutes.list, () => ({ strength: "account" as const, contacts: [EARLIER], hasMore: true }));
  const opened = stub(previousRoutes.open, () => ({
    contact: EARLIER,
    messages: [],
    record: { narrative: { value: "Hẹn gọi lại thứ hai", version: 1, savedAt: inSeconds(-80_000) } },
    recordDefinition: 2,
  }));
  const user = show();
  await user.click(tab());
  const row = await screen.findByRole("button", { name: /Cô Lan/u });
  expect(opened).toEqual([]);
  await user.click(row);
  await screen.findByText("Hẹn gọi lại thứ hai");
  screen.getByText(/Bạn mở mục này lúc/u);
  expect(opened.map(({ params }) => params)).toEqual([{ contactId: LIVE, previousId: EARLIER.id }]);
  within(screen.getByRole("tabpanel", { name: /Lần trước/u })).getByText(/những lần mới nhất/u);
  await user.click(row);
  expect(screen.queryByText("Hẹn gọi lại thứ hai")).toBeNull();
});

test("a web chat says that nothing is known, a new number that there is nothing yet", async () => {
  stub(previousRoutes.list, () => ({ strength: null, contacts: [], hasMore: false }));
  const user = show();
  await user.click(tab());
  await screen.findByText(/trò chuyện web không cho biết/u);
});
