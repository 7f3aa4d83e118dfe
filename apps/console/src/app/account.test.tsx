import { accountRoutes } from "@nightlight/contracts/staff/account";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { barringRoutes, readingRoutes } from "@nightlight/contracts/supervisor/access";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { contact, inSeconds, LAN, message, uuid } from "../../testing/fixtures.ts";
import { renderConsole } from "../../testing/render-console.tsx";
import { renderRooms } from "../../testing/render-rooms.tsx";

const CODES = Array.from({ length: 10 }, (_, n) => `aaaa-bbbb-cccc-ddd${String(n)}`);
const OWN = { id: uuid(80), ending: "678", registeredAt: inSeconds(-86_400) };

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
  stub(accountRoutes.security, () => ({ devices: [], recoveryCodesLeft: 9, hasPin: false }));
  stub(barringRoutes.identities, () => ({ identities: [] }));
});

async function openAccount(before: () => void = () => undefined) {
  const stage = await renderConsole({}, [
    contact(1, { messages: [message(1, "child", "con sợ lắm")], hasWords: true }),
  ]);
  const { user } = stage;
  await user.type(await screen.findByRole("textbox", { name: /Trả lời/u }), "Cô nghĩ là");
  await user.click(screen.getByRole("button", { name: /Hoàng Lan/u }));
  before();
  await user.click(screen.getByRole("menuitem", { name: "Tài khoản của tôi" }));
  await screen.findByRole("heading", { level: 1, name: "Tài khoản của tôi" });
  return stage;
}

test("another password takes the one in force, says what is missing, and what became of other devices", async () => {
  const { user } = await openAccount();
  const changed = stub(accountRoutes.changePassword, () => ({ endedDevices: 2 }));
  const opener = screen.getByRole("button", { name: "Đổi mật khẩu" });
  await user.click(opener);
  const form = within(screen.getByRole("form", { name: "Đổi mật khẩu" }));
  const send = form.getByRole("button", { name: /Đổi mật khẩu/u });
  expect(document.activeElement).toBe(form.getByLabelText("Mật khẩu hiện tại"));
  await user.keyboard("mật khẩu cũ của tôi");
  await user.type(form.getByLabelText("Mật khẩu mới"), "ngắn");
  expect(form.getByText(/Còn ngắn/u)).toBeTruthy();
  await user.type(form.getByLabelText("Mật khẩu mới"), " nhưng rồi dài ra");
  await user.click(send);
  expect(changed).toEqual([]);
  await user.type(form.getByLabelText("Nhập lại mật khẩu"), "ngắn nhưng rồi dài ra{Enter}");
  expect(await screen.findByText("Đã đổi mật khẩu; 2 thiết bị khác đã đăng xuất.")).toBeTruthy();
  expect(changed.map(({ body }) => body)).toEqual([{ current: "mật khẩu cũ của tôi", next: "ngắn nhưng rồi dài ra" }]);
  await waitFor(() => {
    expect(document.activeElement?.textContent).toBe("Đổi mật khẩu");
  });
});

test("a wrong password is said where it was typed, and the new one stays typed", async () => {
  const { user } = await openAccount();
  stub(accountRoutes.changePassword, () => {
    throw new Refused(403, "wrong-password", "Mật khẩu không đúng. Hãy thử lại.");
  });
  await user.click(screen.getByRole("button", { name: "Đổi mật khẩu" }));
  await user.type(screen.getByLabelText("Mật khẩu hiện tại"), "sai rồi");
  await user.type(screen.getByLabelText("Mật khẩu mới"), "thuyền giấy trên sông");
  await user.type(screen.getByLabelText("Nhập lại mật khẩu"), "thuyền giấy trên sông{Enter}");
  expect(await screen.findByText("Mật khẩu không đúng. Hãy thử lại.")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Mật khẩu hiện tại").value).toBe("");
  expect(screen.getByLabelText<HTMLInputElement>("Mật khẩu mới").value).toBe("thuyền giấy trên sông");
});

test("a new phone: a code of the old one, the picture, the first code of the new one, new recovery codes", async () => {
  const { user } = await openAccount();
  const begun = stub(accountRoutes.beginSecondFactor, () => ({
    secret: "ABCDEFGHIJKLMNOP",
    uri: "otpauth://totp/x?secret=ABCDEFGHIJKLMNOP",
  }));
  const confirmed = stub(accountRoutes.confirmSecondFactor, () => ({ me: LAN, recoveryCodes: CODES }));
  await user.click(screen.getByRole("button", { name: "Chuyển sang điện thoại mới" }));
  await user.type(screen.getByLabelText("Mã xác thực hoặc mã dự phòng"), "123456{Enter}");
  expect(await screen.findByRole("img", { name: /Mã QR/u })).toBeTruthy();
  expect(begun.map(({ body }) => body)).toEqual([{ code: "123456" }]);
  await user.type(screen.getByLabelText("Mã sáu số"), "654321{Enter}");
  expect(await screen.findByText(CODES[9] ?? "")).toBeTruthy();
  expect(confirmed.map(({ body }) => body)).toEqual([{ code: "654321" }]);
  await user.click(screen.getByRole("button", { name: "Tôi đã cất các mã này" }));
  expect(await screen.findByText("Đã chuyển sang điện thoại mới.")).toBeTruthy();
  expect(screen.queryByText(CODES[9] ?? "")).toBeNull();
});

test("the desk stays as it was beneath, and the way back leads to it", async () => {
  const { user } = await openAccount();
  expect(screen.queryByRole("textbox", { name: /Trả lời/u })).toBeNull();
  await user.click(screen.getByRole("link", { name: "Bàn tư vấn" }));
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Trả lời/u }).value).toBe("Cô nghĩ là");
});

test("numbers of one's own are added as they are dialled, and taken back", async () => {
  const { user } = await openAccount();
  const added = stub(barringRoutes.registerIdentity, () => ({ identities: [OWN] }));
  const removed = stub(barringRoutes.removeIdentity, () => ({ identities: [] }));
  const own = within(screen.getByRole("region", { name: "Số điện thoại của tôi" }));
  expect(await own.findByText("Chưa đăng ký số nào.")).toBeTruthy();
  await user.type(own.getByLabelText("Số điện thoại"), "0912");
  await user.click(own.getByRole("button", { name: "Thêm số" }));
  expect(added).toEqual([]);
  await user.type(own.getByLabelText("Số điện thoại"), " 345 678{Enter}");
  expect(await own.findByText("Số kết thúc bằng 678")).toBeTruthy();
  expect(added.map(({ body }) => body)).toEqual([{ identity: "+84 912 345 678" }]);
  await user.click(own.getByRole("button", { name: "Bỏ số kết thúc bằng 678" }));
  expect(await own.findByText("Chưa đăng ký số nào.")).toBeTruthy();
  expect(removed.map(({ params }) => params)).toEqual([{ identityId: OWN.id }]);
});

test("what I opened stands in my account: when, why and how, the newest first, older ones on asking", async () => {
  const reading = (id: number, why: "own" | "previous") => ({
    id,
    at: "2026-03-02T02:14:00Z",
    by: { id: LAN.id, name: LAN.name },
    contactId: uuid(id),
    why,
    how: "desk" as const,
  });
  const { user } = await openAccount(() => {
    stub(readingRoutes.ofPerson, () => ({ readings: [reading(8, "own")], before: 8 }));
  });
  const mine = within(screen.getByRole("region", { name: "Tôi đã đọc gì" }));
  expect(await mine.findByText(/09:14 02\/03\/2026/u)).toBeTruthy();
  expect(mine.getByText(/lượt …00000008/u)).toBeTruthy();
  const asked = stub(readingRoutes.ofPerson, () => ({ readings: [reading(7, "previous")], before: null }));
  await user.click(mine.getByRole("button", { name: "Xem mục cũ hơn" }));
  expect(await mine.findByText(/lượt …00000007/u)).toBeTruthy();
  expect(asked.map(({ params }) => params)).toEqual([{ personId: LAN.id }]);
  expect(mine.queryByRole("button", { name: "Xem mục cũ hơn" })).toBeNull();
});

test("without an answer it says so, and tries again when asked to", async () => {
  stub(accountRoutes.security, () => {
    throw new NoNetwork();
  });
  const me = { ...LAN, roles: [] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  window.history.replaceState(null, "", "/console/?at=account");
  const user = renderRooms();
  const retry = await screen.findByRole("button", { name: /Thử lại/u }, { timeout: 8_000 });
  stub(accountRoutes.security, () => ({ devices: [], recoveryCodesLeft: 3, hasPin: true }));
  await user.click(retry);
  expect(await screen.findByText("Còn 3 mã dùng được.")).toBeTruthy();
}, 15_000);

test("the account's own page: where one is signed in, one device ended, and everything at once", async () => {
  const device = {
    browser: "chrome",
    system: "windows",
    since: inSeconds(-600),
    seenAt: inSeconds(-60),
    isLocked: false,
  };
  const devices = [
    { ...device, sessionId: uuid(70), isThis: true },
    { ...device, sessionId: uuid(71), browser: "firefox", system: "linux", isThis: false },
  ];
  stub(accountRoutes.security, () => ({ devices, recoveryCodesLeft: 9, hasPin: false }));
  const ended = stub(accountRoutes.endDevice, () => ({ ok: true as const }));
  const everywhere = stub(accountRoutes.endEveryDevice, () => ({ ok: true as const }));
  const { user } = await openAccount();
  expect(await screen.findByText("Còn 9 mã dùng được.")).toBeTruthy();
  await user.click(await screen.findByRole("button", { name: "Đăng xuất Firefox trên Linux" }));
  await waitFor(() => {
    expect(ended.map(({ params }) => params)).toEqual([{ sessionId: uuid(71) }]);
  });
  await user.click(screen.getByRole("button", { name: "Đăng xuất ở mọi nơi" }));
  await waitFor(() => {
    expect(everywhere).toHaveLength(1);
  });
  expect(await screen.findByLabelText("Tên đăng nhập")).toBeTruthy();
});
