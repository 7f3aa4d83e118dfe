import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { accountRoutes } from "@nightlight/contracts/staff/account";
import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { FakeSocket } from "../../testing/fake-socket.ts";
import { desk, inSeconds, LAN } from "../../testing/fixtures.ts";
import { App } from "./app.tsx";

const CODES = ["aaaa-bbbb-cccc-dddd", "eeee-ffff-gggg-hhhh"];

afterEach(() => {
  window.history.replaceState(null, "", "/console/");
});

function open(me: MeView | undefined) {
  stub(sessionRoutes.me, () => {
    if (me === undefined) throw new Refused(401, "not-signed-in", "Phiên đăng nhập đã hết.");
    return { me, now: inSeconds(0) };
  });
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(contactRoutes.desk, () => desk());
  render(<App client={createQueryClient()} openSocket={() => new FakeSocket().asLiveSocket()} />);
  return userEvent.setup();
}

test("after the password comes the code; a wrong one says what to do", async () => {
  const user = open(undefined);
  stub(sessionRoutes.signIn, () => ({ ...LAN, stage: "second_factor" as const }));
  await user.type(await screen.findByLabelText("Tên đăng nhập"), "lan");
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  stub(sessionRoutes.showSecondFactor, () => {
    throw new Refused(403, "wrong-code", "Mã không đúng.");
  });
  await user.type(await screen.findByLabelText("Mã"), "000000{Enter}");
  expect(await screen.findByText("Mã không đúng.")).toBeTruthy();
  stub(sessionRoutes.showSecondFactor, () => LAN);
  stub(sessionRoutes.me, () => ({ me: LAN, now: inSeconds(0) }));
  await user.type(screen.getByLabelText("Mã"), "123456{Enter}");
  expect(await screen.findByRole("heading", { name: /Của tôi/u })).toBeTruthy();
});

test("whoever has no second factor sets it up: picture, first code, recovery codes; only then the desk", async () => {
  const user = open({ ...LAN, stage: "enrolment", hasSecondFactor: false });
  stub(accountRoutes.beginSecondFactor, () => ({ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/lan?secret=JBSW" }));
  stub(accountRoutes.confirmSecondFactor, () => ({ me: LAN, recoveryCodes: CODES }));
  expect(await screen.findByRole("img", { name: "Mã QR cho ứng dụng tạo mã" })).toBeTruthy();
  expect(screen.getByText("JBSW Y3DP EHPK 3PXP")).toBeTruthy();
  await user.type(screen.getByLabelText("Mã sáu số"), "123456{Enter}");
  for (const code of CODES) expect(await screen.findByText(code)).toBeTruthy();
  expect(screen.queryByRole("heading", { name: /Của tôi/u })).toBeNull();
  stub(sessionRoutes.me, () => ({ me: LAN, now: inSeconds(0) }));
  await user.click(screen.getByRole("button", { name: "Tôi đã cất các mã này" }));
  expect(await screen.findByRole("heading", { name: /Của tôi/u })).toBeTruthy();
  expect(document.body.textContent).not.toContain(CODES[0]);
});

test("an invitation: its token leaves the address at once; a weak password is named, a good one goes on", async () => {
  window.history.replaceState(null, "", "/console/welcome#the-token-of-an-invitation");
  const read = stub(accountRoutes.readInvitation, () => ({
    username: "ha",
    displayName: "Cô Hà",
    purpose: "invite" as const,
    expiresAt: inSeconds(3600),
  }));
  const taken = stub(accountRoutes.takeInvitation, () => ({ ...LAN, stage: "enrolment" as const }));
  stub(accountRoutes.beginSecondFactor, () => ({ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/lan" }));
  const user = open(undefined);
  expect(await screen.findByRole("heading", { name: "Chào Cô Hà" })).toBeTruthy();
  expect(window.location.href).not.toContain("the-token");
  expect(read.map(({ body }) => body)).toEqual([{ token: "the-token-of-an-invitation" }]);
  await user.type(screen.getByLabelText("Mật khẩu mới"), "matkhau123456");
  expect(await screen.findByText("Dễ đoán quá. Hãy chọn một câu khác.")).toBeTruthy();
  await user.clear(screen.getByLabelText("Mật khẩu mới"));
  await user.type(screen.getByLabelText("Mật khẩu mới"), "bốn mùa hoa sữa");
  await user.type(screen.getByLabelText("Nhập lại mật khẩu"), "bốn mùa{Enter}");
  expect(screen.getByText("Hai lần nhập chưa giống nhau.")).toBeTruthy();
  expect(taken).toEqual([]);
  await user.type(screen.getByLabelText("Nhập lại mật khẩu"), " hoa sữa{Enter}");
  expect(await screen.findByRole("heading", { name: "Bảo vệ tài khoản" })).toBeTruthy();
  expect(taken.map(({ body }) => body)).toEqual([{ token: "the-token-of-an-invitation", password: "bốn mùa hoa sữa" }]);
});

test("a link that is over says so and leads to the sign-in page", async () => {
  window.history.replaceState(null, "", "/console/welcome#used-before");
  stub(accountRoutes.readInvitation, () => {
    throw new Refused(404, "invitation-over", "Liên kết này không dùng được.");
  });
  const user = open(undefined);
  await user.click(await screen.findByRole("button", { name: "Đến trang đăng nhập" }));
  expect(await screen.findByLabelText("Tên đăng nhập")).toBeTruthy();
});
