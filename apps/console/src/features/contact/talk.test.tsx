import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import { stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, inSeconds, uuid } from "../../../testing/fixtures.ts";
import { renderConsole } from "../../../testing/render-console.tsx";

const ok = () => ({ ok: true as const });
const quiet = {
  ...{ heldSince: null, silence: null, transfer: null, transferFailed: null, guest: null, owner: null, call: null },
} as const;

test("one key asks the child to wait, and while they wait a line says so, with the way back", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  const held = stub(talkRoutes.hold, ok);
  await screen.findByRole("button", { name: "Mời chờ" });
  await stage.user.keyboard("{Alt>}w{/Alt}");
  await waitFor(() => {
    expect(held.map(({ params }) => params)).toEqual([{ contactId: uuid(1) }]);
  });
});

test("a held conversation says since when, and comes back with one press", async () => {
  const stage = await renderConsole({}, [contact(1, { talk: { ...quiet, heldSince: inSeconds(-130) } })]);
  const back = stub(talkRoutes.resume, ok);
  expect(await screen.findByText(/đang chờ bạn/u)).toBeTruthy();
  const [button] = await screen.findAllByRole("button", { name: "Trở lại" });
  await stage.user.click(button as HTMLElement);
  await waitFor(() => {
    expect(back).toHaveLength(1);
  });
});

test("handing on lists who can take it and why others cannot, and asks the one chosen", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  stub(talkRoutes.colleagues, () => ({
    colleagues: [
      { id: uuid(21), name: "Minh", skills: ["abuse"], isSupervisor: true, against: null },
      { id: uuid(22), name: "Hoa", skills: [], isSupervisor: false, against: "capacity" },
    ],
    skills: [{ code: "abuse", name: { vi: "Xâm hại", en: "Abuse" } }],
  }));
  const asked = stub(talkRoutes.transfer, ok);
  await screen.findByRole("button", { name: "Chuyển…" });
  await stage.user.keyboard("{Alt>}t{/Alt}");
  const panel = await screen.findByRole("listbox", { name: "Chuyển cho" });
  expect(within(panel).getByText("đã đủ lượt")).toBeTruthy();
  expect(within(panel).getByText("Người có chuyên môn: Xâm hại")).toBeTruthy();
  expect(within(panel).getByText("Một giám sát")).toBeTruthy();
  await stage.user.click(screen.getByRole("button", { name: /^Mời\b(?! chờ)/u }));
  await waitFor(() => {
    expect(asked.map(({ body }) => body)).toMatchObject([
      { to: { kind: "person", id: uuid(21) }, kind: "warm", version: 3 },
    ]);
  });
});

test("nobody is told that it was handed on before somebody accepted, and a refusal is said", async () => {
  const transfer = { to: "Minh", kind: "cold", expiresAt: inSeconds(30) } as const;
  await renderConsole({}, [contact(1, { talk: { ...quiet, transfer } })]);
  expect(await screen.findByText("Đang mời Minh. Cuộc trò chuyện vẫn ở bạn cho đến khi họ nhận.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Chuyển…" }).getAttribute("aria-disabled")).toBe("true");
});

test("a refusal of a colleague says that it is still mine", async () => {
  const transferFailed = { to: "Minh", because: "declined" } as const;
  await renderConsole({}, [contact(1, { talk: { ...quiet, transferFailed } })]);
  expect(await screen.findByText("Minh không nhận được. Cuộc trò chuyện vẫn ở bạn.")).toBeTruthy();
});

test("a colleague who came in writes along, ends nothing and can leave", async () => {
  const stage = await renderConsole({}, [
    contact(1, { summary: { isGuest: true }, talk: { ...quiet, guest: "Lan", owner: "Minh" } }),
  ]);
  const left = stub(talkRoutes.part, ok);
  expect(await screen.findByText("Bạn đang cùng tham gia. Lượt này là của Minh.")).toBeTruthy();
  expect(screen.getByRole("textbox", { name: /Trả lời/u })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Kết thúc" })).toBeNull();
  expect(screen.queryByRole("group", { name: "Kết thúc bằng một phím" })).toBeNull();
  await stage.user.click(screen.getByRole("button", { name: "Rời đi" }));
  await waitFor(() => {
    expect(left).toHaveLength(1);
  });
});

test("the number of a promised call comes when asked for, and then how it went", async () => {
  const call = { from: inSeconds(-60), until: inSeconds(3600), tries: 1, isAllowed: false };
  const stage = await renderConsole({}, [contact(1, { talk: { ...quiet, call } })]);
  stub(talkRoutes.callNumber, () => ({ number: "0912 345 678", until: inSeconds(3600) }));
  const told = stub(talkRoutes.reportCall, ok);
  expect(await screen.findByText("Đã gọi 1 lần chưa gặp.")).toBeTruthy();
  expect(screen.queryByText(/0912/u)).toBeNull();
  await stage.user.click(screen.getByRole("button", { name: "Xem số" }));
  expect(await screen.findByText("Gọi số 0912 345 678")).toBeTruthy();
  await stage.user.click(screen.getByRole("button", { name: "Không ai nghe" }));
  await waitFor(() => {
    expect(told.map(({ body }) => body)).toEqual([{ outcome: "no_answer" }]);
  });
});
