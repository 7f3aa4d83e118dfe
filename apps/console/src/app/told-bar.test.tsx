import { act, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, inSeconds, uuid } from "../../testing/fixtures.ts";
import { renderConsole } from "../../testing/render-console.tsx";

const HINT = { contactId: uuid(1), channel: "webchat", arrivedAt: inSeconds(-600) } as const;

test("a conversation that leaves me says where it is, once, until I have read it", async () => {
  const { user, socket } = await renderConsole({}, [contact(1)]);
  act(() => {
    socket.notice("contact:gone", { contactId: uuid(1) });
    socket.notice("step-in:told", { ...HINT, kind: "left", to: "Quang Minh" });
    socket.notice("step-in:told", { ...HINT, kind: "left", to: "Quang Minh" });
  });
  expect(await screen.findByText(/Trò chuyện web \d\d:\d\d không còn ở bạn: Quang Minh đã nhận\./u)).toBeTruthy();
  expect(screen.queryByText(/Còn \d tin nữa/u)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Đã rõ" }));
  await waitFor(() => {
    expect(screen.queryByText(/không còn ở bạn/u)).toBeNull();
  });
});

test("several are read one after the other, the newest first", async () => {
  const { user, socket } = await renderConsole();
  act(() => {
    socket.notice("step-in:told", { ...HINT, kind: "left", to: null });
    socket.notice("step-in:told", { ...HINT, kind: "given", from: "Hoàng Lan" });
    socket.notice("step-in:told", { kind: "forced", intent: "break" });
    socket.notice("move:failed", { ...HINT, moveId: uuid(9), to: "Quang Minh", because: "declined" });
  });
  const read = async () => {
    await user.click(screen.getByRole("button", { name: "Đã rõ" }));
  };
  expect(await screen.findByText(/Quang Minh không nhận được Trò chuyện web/u)).toBeTruthy();
  expect(screen.getByText("Còn 3 tin nữa.")).toBeTruthy();
  await read();
  expect(await screen.findByText("Giám sát vừa đổi trạng thái của bạn: Nghỉ giữa ca.")).toBeTruthy();
  await read();
  expect(await screen.findByText(/bạn hoàn tất ghi chép thay Hoàng Lan/u)).toBeTruthy();
  await read();
  expect(await screen.findByText(/không còn ở bạn: đã về hàng đợi/u)).toBeTruthy();
  await read();
  expect(screen.queryByRole("button", { name: "Đã rõ" })).toBeNull();
});
