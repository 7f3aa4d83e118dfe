import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { useSessionState } from "@nightlight/door/session/session-state";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { contact, inSeconds, LAN, message } from "../../testing/fixtures.ts";
import { renderConsole } from "../../testing/render-console.tsx";

const MINUTE = 60_000;

afterEach(() => {
  vi.useRealTimers();
  useSessionState.setState({ isExpired: false, isLocked: false, hasNews: false });
});

const talk = () => contact(1, { messages: [message(1, "child", "con sợ lắm")], hasWords: true });

test("Alt+L covers everything at once, and what was typed is still there after the PIN", async () => {
  const { user, socket } = await renderConsole({}, [talk()]);
  const locked = stub(sessionRoutes.lock, () => ({ ok: true as const }));
  const shown = stub(sessionRoutes.unlock, () => LAN);
  const saved = stub(contactRoutes.saveRecord, ({ body }) => {
    const { value, version } = body as { value: string; version: number };
    return { value, version: version + 1, savedAt: inSeconds(0) };
  });
  await user.type(await screen.findByRole("textbox", { name: /Trả lời/u }), "Cô nghĩ là");
  await user.type(screen.getByLabelText("Lời kể"), "Lớp 7");
  await user.keyboard("{Alt>}[KeyL]{/Alt}");

  expect(await screen.findByRole("heading", { name: "Màn hình đang khóa" })).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: /Trả lời/u })).toBeNull();
  expect(screen.getByText("con sợ lắm").closest("[hidden][inert]")).not.toBeNull();
  // What was typed is saved before the server closes the door.
  await waitFor(() => {
    expect(locked).toHaveLength(1);
  });
  expect(saved.at(-1)?.body).toEqual({ value: "Lớp 7", version: 0 });
  expect(socket.connected).toBe(true);

  await user.type(screen.getByLabelText("Mã PIN"), "482915{Enter}");
  await waitFor(() => {
    expect(screen.queryByRole("heading", { name: "Màn hình đang khóa" })).toBeNull();
  });
  expect(shown.map(({ body }) => body)).toEqual([{ pin: "482915" }]);
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Trả lời/u }).value).toBe("Cô nghĩ là");
});

test("while it is locked it says that a child wrote, and not what", async () => {
  const { user, socket } = await renderConsole({}, [talk()]);
  stub(sessionRoutes.lock, () => ({ ok: true as const }));
  await user.keyboard("{Alt>}[KeyL]{/Alt}");
  await screen.findByRole("heading", { name: "Màn hình đang khóa" });
  act(() => {
    socket.notice("session:news");
  });
  expect(await screen.findByText("Em vừa nhắn cho bạn.")).toBeTruthy();
});

test("a wrong PIN says what to do, and the second factor unlocks instead", async () => {
  const { user } = await renderConsole();
  stub(sessionRoutes.lock, () => ({ ok: true as const }));
  await user.keyboard("{Alt>}[KeyL]{/Alt}");
  stub(sessionRoutes.unlock, () => {
    throw new Refused(403, "wrong-pin", "Mã PIN không đúng.");
  });
  await user.type(await screen.findByLabelText("Mã PIN"), "000001{Enter}");
  expect(await screen.findByText("Mã PIN không đúng.")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Mã PIN").value).toBe("");
  const shown = stub(sessionRoutes.unlock, () => LAN);
  await user.click(screen.getByRole("button", { name: "Dùng mã xác thực" }));
  await user.type(screen.getByLabelText("Mã xác thực hoặc mã dự phòng"), "123456{Enter}");
  await waitFor(() => {
    expect(shown.map(({ body }) => body)).toEqual([{ code: "123456" }]);
  });
});

test("a lock in another window covers this one too", async () => {
  const { socket } = await renderConsole({}, [talk()]);
  stub(sessionRoutes.me, () => ({ me: { ...LAN, isLocked: true }, now: inSeconds(0) }));
  act(() => {
    socket.notice("session:changed");
  });
  expect(await screen.findByRole("heading", { name: "Màn hình đang khóa" })).toBeTruthy();
  stub(sessionRoutes.me, () => ({ me: LAN, now: inSeconds(0) }));
  act(() => {
    socket.notice("session:changed");
  });
  await waitFor(() => {
    expect(screen.queryByRole("heading", { name: "Màn hình đang khóa" })).toBeNull();
  });
});

test("ten minutes without a key or a pointer lock it; a key begins the ten minutes again", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { user } = await renderConsole({}, [talk()]);
  stub(sessionRoutes.lock, () => ({ ok: true as const }));
  const isLocked = () => screen.queryByRole("heading", { name: "Màn hình đang khóa" }) !== null;
  await act(() => vi.advanceTimersByTimeAsync(9 * MINUTE));
  await user.keyboard("{Shift}");
  await act(() => vi.advanceTimersByTimeAsync(9 * MINUTE));
  expect(isLocked()).toBe(false);
  await act(() => vi.advanceTimersByTimeAsync(1.2 * MINUTE));
  expect(isLocked()).toBe(true);
});
