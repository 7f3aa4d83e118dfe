import { riskRoutes, type RiskChangeView } from "@nightlight/contracts/counsellor/risk";
import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { loweringRoutes } from "@nightlight/contracts/supervisor/risk";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { contact, inSeconds, LAN, uuid } from "../../../testing/fixtures.ts";
import { renderConsole, type Stage } from "../../../testing/render-console.tsx";
import { contactQuery } from "../../shared/queries.ts";
import { Lowerings } from "./lowerings.tsx";
import { Surroundings } from "../../shared/surroundings.tsx";

const NO_RISK: ContactView["risk"] = { level: null, computed: null, own: null, held: null, asked: null };

const answered = (answers: Readonly<Record<string, string>>): ContactView["record"] =>
  Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [`risk.${key}`, { value, version: 1, savedAt: inSeconds(-5) }]),
  );
/** Renders the console with one contact, whose record then holds these answers. */
async function renderRisk(answers: Readonly<Record<string, string>>, change: Parameters<typeof contact>[1] = {}) {
  const stage = await renderConsole({}, [contact(1, change)]);
  await panel();
  answer(stage, answers);
  return stage;
}
function answer({ client }: Stage, answers: Readonly<Record<string, string>>) {
  act(() => {
    client.setQueryData(contactQuery(uuid(1)).queryKey, (view) => view && { ...view, record: answered(answers) });
  });
}
const panel = () => screen.findByRole("region", { name: "Mức nguy cơ" });
const openMenu = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(within(await panel()).getByRole("button", { name: /Đổi mức/u }));
  return screen.findByRole("menu", { name: "Chọn mức" });
};

test("before any answer it says that nothing was assessed, and what to do", async () => {
  await renderConsole({}, [contact(1)]);
  expect(within(await panel()).getByText("Chưa xếp mức")).toBeTruthy();
  expect(within(await panel()).getByText(/Trả lời các câu về rủi ro/u)).toBeTruthy();
});

test("the level follows the answers on this screen, with the rules in words, most urgent first", async () => {
  const stage = await renderRisk({ frequency: "repeated" });
  const shown = within(await panel());
  expect(shown.getByText("P3 Trung bình")).toBeTruthy();
  expect(shown.getByText("Vì: Bạo lực lặp lại")).toBeTruthy();
  expect(shown.getByText("nếu không có người lớn nào bảo vệ trẻ")).toBeTruthy();
  answer(stage, { frequency: "repeated", dangerNow: "yes" });
  expect(await shown.findByText("P1 Nguy hiểm ngay")).toBeTruthy();
  expect(shown.getByText(/Vì: Trẻ đang gặp nguy hiểm ngay lúc này/u).textContent).toContain("và 1 lý do nữa");
});

test("raising is one key and one choice, and needs no reason", async () => {
  const { user } = await renderRisk({ frequency: "repeated" });
  const own = { level: "P1", over: "P3", by: LAN.id } as const;
  const asked = stub(riskRoutes.raise, () => ({
    risk: { ...NO_RISK, level: "P1" as const, computed: "P3" as const, own },
    version: 9,
  }));
  await panel();
  await user.keyboard("{Alt>}p{/Alt}");
  await user.click(await screen.findByRole("menuitemradio", { name: /^P1 Nguy hiểm ngay/u }));
  expect(await screen.findByText("P1 Nguy hiểm ngay")).toBeTruthy();
  expect(asked.map(({ body }) => body)).toEqual([{ level: "P1" }]);
  expect(screen.getByText("Mức do người chọn; theo câu trả lời là P3.")).toBeTruthy();
});

test("lowering asks for a reason, and Escape takes it back", async () => {
  const { user } = await renderRisk({ canSpeakSafely: "no" });
  const own = { level: "P4", over: "P2", by: LAN.id } as const;
  const asked = stub(riskRoutes.lower, () => ({
    risk: { ...NO_RISK, level: "P4" as const, computed: "P2" as const, own },
    version: 9,
  }));
  await user.click(within(await openMenu(user)).getByRole("menuitemradio", { name: /^P4/u }));
  await user.keyboard("{Escape}");
  expect(screen.queryByLabelText("Vì sao hạ xuống P4?")).toBeNull();

  await user.click(within(await openMenu(user)).getByRole("menuitemradio", { name: /^P4/u }));
  await user.type(screen.getByLabelText("Vì sao hạ xuống P4?"), "bà{Enter}");
  expect(asked).toEqual([]);
  await user.type(screen.getByLabelText("Vì sao hạ xuống P4?"), " ngoại đã đón{Enter}");
  expect(await screen.findByText("P4 Thấp")).toBeTruthy();
  expect(asked.map(({ body }) => body)).toEqual([{ level: "P4", from: "P2", reason: "bà ngoại đã đón" }]);
});

test("once something was sent the level is held, and a lowering waits for a second person", async () => {
  const risk = { ...NO_RISK, level: "P2", computed: "P3", held: "P2" } as const;
  const { user } = await renderRisk({ frequency: "repeated" }, { risk });
  const changed = { ...risk, asked: { changeId: uuid(7), level: "P3", by: LAN.id } } as const;
  stub(riskRoutes.lower, () => ({ risk: changed, version: 9 }));
  const shown = within(await panel());
  expect(shown.getByText(/^Câu trả lời giờ cho P3/u)).toBeTruthy();
  await user.click(within(await openMenu(user)).getByRole("menuitemradio", { name: /^P3/u }));
  await user.type(screen.getByLabelText("Vì sao hạ xuống P3?"), "đã an toàn");
  await user.click(screen.getByRole("button", { name: "Đề nghị hạ xuống P3" }));
  expect(await shown.findByText("Chờ người thứ hai duyệt hạ xuống P3.")).toBeTruthy();
  expect(shown.getByRole("status").textContent).toBe("P2 Cao");
});

test("a level that was lowered with consent says whose it is, and what the answers say", async () => {
  const own = { level: "P4", over: "P3", by: LAN.id } as const;
  await renderRisk({ frequency: "repeated" }, { risk: { ...NO_RISK, level: "P4", computed: "P3", held: "P4", own } });
  const shown = within(await panel());
  expect(shown.getByText("P4 Thấp")).toBeTruthy();
  expect(shown.getByText("Mức do người chọn; theo câu trả lời là P3.")).toBeTruthy();
});

test("every change by a person is there with its reason, once asked for; nothing is read before", async () => {
  const own = { level: "P4", over: "P3", by: LAN.id } as const;
  const by = { id: LAN.id, name: "Cô Lan" };
  const second = { by: { id: uuid(8), name: "Chị Hà" }, at: inSeconds(-60), approves: true };
  const change = { contactId: uuid(1), by, at: inSeconds(-300) };
  const changes: RiskChangeView[] = [
    { ...change, id: uuid(31), kind: "asked", from: "P3", to: "P4", reason: "bà ngoại đã đón", decision: second },
    { ...change, id: uuid(30), kind: "raised", from: null, to: "P3", reason: null, decision: null },
  ];
  const asked = stub(riskRoutes.changes, () => ({ changes }));
  const { user } = await renderRisk({ frequency: "repeated" }, { risk: { ...NO_RISK, level: "P4", own } });
  expect(asked).toEqual([]);
  await user.click(within(await panel()).getByText("Các lần người đổi mức"));
  const list = within(await within(await panel()).findByRole("list", { name: "Các lần người đổi mức" }));
  expect(list.getByText("bà ngoại đã đón")).toBeTruthy();
  expect(list.getByText(/Chị Hà đồng ý lúc/u)).toBeTruthy();
  expect(list.getAllByText(/Cô Lan/u).map(({ textContent }) => textContent.slice(0, 12))).toEqual([
    "Cô Lan đề ng",
    "Cô Lan nâng ",
  ]);
});

test("a level that rose by what is beside it says both: the rule and what raised it", async () => {
  await renderRisk({ frequency: "repeated", safeAdult: "none" });
  const shown = within(await panel());
  expect(shown.getByText("Vì: Bạo lực lặp lại · P3 lên P2: không có người lớn nào bảo vệ trẻ")).toBeTruthy();
});

test("a refusal is said in words and what was typed stays", async () => {
  const { user } = await renderRisk({ canSpeakSafely: "no" });
  stub(riskRoutes.lower, () => {
    throw new Refused(409, "lowering-waits", "Đã có một đề nghị đang chờ.");
  });
  await user.click(within(await openMenu(user)).getByRole("menuitemradio", { name: /^P4/u }));
  await user.type(screen.getByLabelText("Vì sao hạ xuống P4?"), "bà ngoại đã đón{Enter}");
  expect((await within(await panel()).findByRole("alert")).textContent).toContain("Đã có một đề nghị đang chờ.");
  expect(screen.getByLabelText<HTMLInputElement>("Vì sao hạ xuống P4?").value).toBe("bà ngoại đã đón");
});

test("a child who broke off afraid is held at P2, with how to call back", async () => {
  await renderRisk({ soundedAfraid: "yes" }, { endedBy: "quick_exit", summary: { status: "wrap_up" } });
  const shown = within(await panel());
  expect(shown.getByText("P2 Cao")).toBeTruthy();
  expect(shown.getByText(/^Gọi lại trước \d\d:\d\d, tối đa 3 lần/u)).toBeTruthy();
});

test("a second person agrees or keeps the level; one's own is somebody else's to decide", async () => {
  const change = (number: number) => ({
    ...{ id: uuid(number), contactId: uuid(50 + number), kind: "asked", from: "P2", to: "P4" },
    ...{ reason: "Bà ngoại đã đón cháu", by: { id: uuid(9), name: "Trần Minh" }, at: inSeconds(-60), decision: null },
  });
  const lowering = (number: number, isMine: boolean) => ({
    ...{ change: change(number), channel: "webchat", computed: "P2", isMine },
  });
  let waiting = [lowering(1, false), lowering(2, true)];
  stub(loweringRoutes.list, () => ({ lowerings: waiting }) as never);
  const asked = stub(loweringRoutes.decide, () => {
    waiting = waiting.slice(1);
    return change(1) as never;
  });
  const user = userEvent.setup();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Surroundings>
        <Lowerings />
      </Surroundings>
    </QueryClientProvider>,
  );
  const [theirs, mine] = await screen.findAllByRole("listitem");
  await user.click(within(mine as HTMLElement).getByRole("button", { name: /^Đồng ý hạ/u }));
  expect(asked).toEqual([]);
  await user.click(within(theirs as HTMLElement).getByRole("button", { name: /^Giữ mức/u }));
  expect(asked.map(({ params, body }) => [params["changeId"], body])).toEqual([[uuid(1), { approves: false }]]);
  expect(await screen.findAllByRole("listitem")).toHaveLength(1);
});
