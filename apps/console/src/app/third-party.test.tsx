import { outsideCallRoutes, type OutsideCallView } from "@nightlight/contracts/counsellor/outside-call";
import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { inSeconds, LAN } from "../../testing/fixtures.ts";
import { CallPanel } from "../features/call/call-panel.tsx";
import { resetTelephone, useTelephone } from "../shared/softphone/telephone.ts";
import { Surroundings } from "../shared/surroundings.tsx";

const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const CONTACT = ID(1);
const CALL = {
  ...{ direction: "in" as const, rangAt: inSeconds(-60), answeredAt: inSeconds(-60), talkedAt: inSeconds(-50) },
  ...{ endedAt: null, endedBy: null, cannotSpeak: false, waitedSeconds: 5, talkedSeconds: 50 },
  ...{ endedInGreeting: false, message: null, listeners: [], recording: { state: "off" as const, parts: [] } },
};
const POLICE: OutsideCallView = {
  ...{ id: ID(60), contactId: CONTACT, task: null, party: { kind: "police" }, office: null },
  ...{ by: { id: LAN.id, name: "Lan" }, reason: "danger", wish: "alone", state: "ringing", askedAt: inSeconds(-3) },
  ...{ answeredAt: null, rangSeconds: 3, talkedSeconds: 0, refusal: null },
};

let third: OutsideCallView | null;
const wishes = () =>
  stub(outsideCallRoutes.wishThird, ({ body }) => {
    const { wish } = body as { wish: OutsideCallView["wish"] };
    third = third === null || wish === "over" ? null : { ...third, wish };
    return { ok: true as const };
  });
const show = () => {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <CallPanel contactId={CONTACT} name="Sao 12" isHeld={false} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};

beforeEach(() => {
  resetTelephone();
  third = null;
  const call = { contactId: CONTACT, isMuted: false, isHeard: true, quality: undefined };
  useTelephone.setState({ status: "ready", call });
  stub(softphoneRoutes.read, () => ({ call: { ...CALL, third } }));
  stub(outsideCallRoutes.parties, () => ({
    parties: [
      { party: { kind: "police" as const }, office: null, phone: "113" },
      { party: { kind: "interpreter" as const, language: "Khmer" }, office: null, phone: "0987 654 321" },
    ],
  }));
});

test("the short list says what follows and why; the caller hears music unless they are to stay", async () => {
  const called = stub(outsideCallRoutes.callThird, ({ body }) => {
    third = { ...POLICE, ...(body as Pick<OutsideCallView, "party" | "wish" | "reason">) };
    return { callId: POLICE.id };
  });
  const user = show();
  await screen.findByText("Đang nói chuyện");
  await user.click(screen.getByRole("button", { name: /Mời người thứ ba/u }));
  expect(
    await screen.findByText(/Bạn nói riêng với Công an trước; Sao 12 nghe nhạc chờ. Lý do: nguy hiểm\./u),
  ).toBeTruthy();
  await user.keyboard("{ArrowDown}");
  expect(await screen.findByText(/phiên dịch Khmer trước; .* Lý do: ngôn ngữ\./u)).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "Cùng nói ngay" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Vì sao" }), "sức khỏe");
  await user.click(screen.getByRole("button", { name: /^Gọi/u }));
  expect(called.map(({ body }) => body)).toEqual([
    { party: { kind: "interpreter", language: "Khmer" }, wish: "together", reason: "health" },
  ]);
  expect(await screen.findByText("Đang gọi phiên dịch Khmer…")).toBeTruthy();
  expect(screen.getByText("Sao 12 và bạn vẫn nghe nhau.")).toBeTruthy();
});

test("who hears whom is said at each step, and stepping out is asked twice", async () => {
  third = { ...POLICE, state: "talking", answeredAt: inSeconds(-1) };
  const wished = wishes();
  const user = show();
  expect(await screen.findByText("Sao 12 nghe nhạc chờ, không nghe hai người.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Tạm rời…" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Nối cả ba" }));
  await user.click(await screen.findByRole("button", { name: "Tạm rời…" }));
  expect(screen.getByText("Để Sao 12 nói với Công an mà không có bạn?")).toBeTruthy();
  expect(wished).toHaveLength(1); // nothing has happened yet
  await user.click(screen.getByRole("button", { name: "Ở lại" }));
  await user.click(await screen.findByRole("button", { name: "Tạm rời…" }));
  await user.click(screen.getByRole("button", { name: "Rời ra" }));
  expect(await screen.findByText("Sao 12 đang nói với Công an, không có bạn")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Tôi trở lại" }));
  await user.click(await screen.findByRole("button", { name: "Cho họ rời" }));
  await waitFor(() => {
    expect(screen.queryByText(/Công an/u)).toBeNull();
  });
  expect(wished.map(({ body }) => (body as { wish: string }).wish)).toEqual([
    "together",
    "without_us",
    "together",
    "over",
  ]);
});

test("nobody is left alone with an interpreter", async () => {
  third = { ...POLICE, party: { kind: "interpreter", language: "Khmer" }, wish: "together", state: "talking" };
  show();
  expect(await screen.findByRole("button", { name: "Cho họ rời" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Tạm rời…" })).toBeNull();
});

test("a list that cannot be read says so, and the call goes on", async () => {
  stub(outsideCallRoutes.parties, () => {
    throw new Refused(404, "not-found", "Không tìm thấy.");
  });
  const user = show();
  await user.click(await screen.findByRole("button", { name: /Mời người thứ ba/u }));
  expect(await screen.findByText(/Không tìm thấy/u)).toBeTruthy();
  expect(screen.getByText("Đang nói chuyện")).toBeTruthy();
});
