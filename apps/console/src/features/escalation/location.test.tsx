import { locationRoutes, type LocationsView } from "@nightlight/contracts/counsellor/location";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { inSeconds, LAN } from "../../../testing/fixtures.ts";
import { Surroundings } from "../../shared/surroundings.tsx";
import { LocationRequests } from "./location-requests.tsx";

const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const POLICE = { id: ID(2), name: "Công an Thành phố Hà Nội", phone: "0000 113 001" };
const WHY = "Cháu bị nhốt, không biết ở đâu";
const by = { id: LAN.id, name: "Hoàng Thị Lan" };
const ASKED = { id: ID(3), office: POLICE.name, reason: WHY, by, at: inSeconds(-60), answer: null };

let truth: LocationsView;

const show = () => {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <LocationRequests contactId={ID(1)} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};

beforeEach(() => {
  truth = { requests: [], offices: [POLICE] };
  stub(locationRoutes.read, () => truth);
});

test("by keys alone: whom, the number to ring, why; then what they said", async () => {
  const asked = stub(locationRoutes.ask, () => (truth = { ...truth, requests: [ASKED] }));
  const answered = stub(locationRoutes.answer, () => {
    const answer = { outcome: "found" as const, words: "Phường Ba Đình", by, at: inSeconds(0) };
    return (truth = { ...truth, requests: [{ ...ASKED, answer }] });
  });
  const user = show();
  (await screen.findByRole("button", { name: "Nhờ công an tìm vị trí…" })).focus();
  await user.keyboard("{Enter}");
  const office = screen.getByRole("combobox", { name: "Nhờ cơ quan nào?" });
  expect(document.activeElement).toBe(office);
  await user.selectOptions(office, POLICE.name);
  expect(screen.getByRole("link", { name: POLICE.phone }).getAttribute("href")).toBe("tel:0000113001");
  await user.click(screen.getByRole("button", { name: /Ghi lại là đã nhờ/u }));
  expect(asked).toEqual([]);
  await user.type(screen.getByRole("textbox", { name: "Vì sao cần tìm ngay?" }), WHY);
  await user.click(screen.getByRole("button", { name: /Ghi lại là đã nhờ/u }));
  const card = await screen.findByRole("article", { name: `Đã nhờ ${POLICE.name}` });
  expect(asked.map(({ body }) => body)).toMatchObject([{ authorityId: POLICE.id, reason: WHY }]);
  expect(within(card).getByText(WHY)).toBeTruthy();
  await user.click(within(card).getByRole("radio", { name: "Đã tìm thấy" }));
  await user.type(within(card).getByRole("textbox", { name: "Họ nói gì? Ở đâu?" }), "Phường Ba Đình");
  await user.click(within(card).getByRole("button", { name: /Ghi câu trả lời/u }));
  expect(await within(card).findByText("Phường Ba Đình")).toBeTruthy();
  expect(answered.map(({ body }) => body)).toEqual([{ outcome: "found", words: "Phường Ba Đình" }]);
  expect(within(card).queryByRole("radio")).toBeNull();
});

test("without danger there is nothing to press, and what was asked before stays in sight", async () => {
  truth = { requests: [ASKED], offices: [] };
  show();
  await screen.findByRole("article", { name: `Đã nhờ ${POLICE.name}` });
  expect(screen.queryByRole("button", { name: "Nhờ công an tìm vị trí…" })).toBeNull();
});

test("a refusal is said beside what was typed, and nothing typed is lost", async () => {
  stub(locationRoutes.ask, () => {
    throw new Refused(409, "location-needs-danger", "Chỉ nhờ khi P1 hoặc P2.");
  });
  const user = show();
  await user.click(await screen.findByRole("button", { name: "Nhờ công an tìm vị trí…" }));
  await user.selectOptions(screen.getByRole("combobox"), POLICE.name);
  await user.type(screen.getByRole("textbox"), WHY);
  await user.click(screen.getByRole("button", { name: /Ghi lại là đã nhờ/u }));
  await waitFor(() => {
    expect(screen.getByText("Chỉ nhờ khi P1 hoặc P2.")).toBeTruthy();
  });
  expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe(WHY);
});
