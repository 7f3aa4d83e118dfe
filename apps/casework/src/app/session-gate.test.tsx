import { officeRoutes } from "@nightlight/contracts/authority/office";
import { receivedEscalationRoutes } from "@nightlight/contracts/authority/escalation";
import { accountRoutes } from "@nightlight/contracts/staff/account";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeSocket } from "../../testing/fake-socket.ts";
import { inSeconds, MAI, OFFICE, received, uuid } from "../../testing/fixtures.ts";
import { renderCasework, stubOffice } from "../../testing/render-casework.tsx";
import { App } from "./app.tsx";

const signedOut = () => new Refused(401, "not-signed-in", "Phiên đăng nhập đã hết.");
const open = () => {
  render(<App client={createQueryClient()} openSocket={() => new FakeSocket().asLiveSocket()} />);
  return userEvent.setup();
};

test("an officer signs in with a name and a password, and a code where one is asked for", async () => {
  stubOffice([received(1)]);
  stub(sessionRoutes.me, () => {
    throw signedOut();
  });
  stub(sessionRoutes.signIn, () => ({ ...MAI, stage: "second_factor" as const }));
  stub(sessionRoutes.showSecondFactor, () => MAI);
  const user = open();
  await user.type(await screen.findByLabelText("Tên đăng nhập"), "can-bo");
  stub(sessionRoutes.me, () => ({ me: MAI, now: inSeconds(0) }));
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  await user.type(await screen.findByLabelText("Mã"), "123456{Enter}");
  expect(await screen.findByText(OFFICE.name)).toBeTruthy();
});

test("somebody of the helpline is shown the way to the console, and nothing is asked for them", async () => {
  stub(sessionRoutes.me, () => ({ me: { ...MAI, roles: ["counsellor" as const] }, now: inSeconds(0) }));
  open();
  const door = await screen.findByRole("link", { name: "Đến bàn tư vấn" });
  expect(door.getAttribute("href")).toBe("/console/");
});

test("who has no second factor yet sets it up here, and then the office's list is there", async () => {
  stubOffice([received(1)], { ...MAI, stage: "enrolment" });
  const secret = { secret: "ABCDEFGHIJKLMNOP", uri: "otpauth://totp/x?secret=ABCDEFGHIJKLMNOP" };
  stub(accountRoutes.beginSecondFactor, () => secret);
  stub(accountRoutes.confirmSecondFactor, () => ({ me: MAI, recoveryCodes: ["ABCD-EFGH-IJKL-MNOP"] }));
  const user = open();
  await user.type(await screen.findByLabelText("Mã sáu số"), "123456{Enter}");
  expect(await screen.findByText("ABCD-EFGH-IJKL-MNOP")).toBeTruthy();
  stub(sessionRoutes.me, () => ({ me: MAI, now: inSeconds(0) }));
  await user.click(screen.getByRole("button", { name: "Tôi đã cất các mã này" }));
  expect(await screen.findByText(OFFICE.name)).toBeTruthy();
});

test("when the session ends, the same person goes on where they were, with their words", async () => {
  window.location.hash = `#open/${uuid(1)}`;
  const { user, socket } = await renderCasework([received(1, { status: "acting", can: ["report"] })]);
  const field = await screen.findByLabelText<HTMLTextAreaElement>("Đã làm gì, trẻ đang ra sao");
  await user.type(field, "Đã gặp em.");
  stub(sessionRoutes.me, () => {
    throw signedOut();
  });
  act(() => {
    socket.notice("session:changed");
  });
  await screen.findByText("Chị Mai, mời bạn đăng nhập lại");
  stub(sessionRoutes.signIn, () => MAI);
  stub(sessionRoutes.me, () => ({ me: MAI, now: inSeconds(0) }));
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  await waitFor(() => {
    expect(screen.queryByText("Chị Mai, mời bạn đăng nhập lại")).toBeNull();
  });
  expect(field.value).toBe("Đã gặp em.");
});

test("another person who signs in finds nothing of the one before", async () => {
  window.location.hash = `#open/${uuid(1)}`;
  const { user, socket } = await renderCasework([received(1, { status: "acting", can: ["report"] })]);
  await user.type(await screen.findByLabelText("Đã làm gì, trẻ đang ra sao"), "Đã gặp em.");
  const other = { ...MAI, id: uuid(10), username: "so-y-te", displayName: "Chị Ngọc" };
  stub(sessionRoutes.me, () => {
    throw signedOut();
  });
  act(() => {
    socket.notice("session:changed");
  });
  stub(sessionRoutes.signIn, () => other);
  stub(officeRoutes.mine, () => ({ ...OFFICE, name: "Sở Y tế Hà Nội" }));
  stub(receivedEscalationRoutes.read, () => {
    throw new Refused(404, "not-found", "Không tìm thấy.");
  });
  const name = await screen.findByLabelText("Tên đăng nhập");
  await user.clear(name);
  await user.type(name, "so-y-te");
  stub(sessionRoutes.me, () => ({ me: other, now: inSeconds(0) }));
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  expect(await screen.findByText("Sở Y tế Hà Nội")).toBeTruthy();
  expect(await screen.findByText("Không tìm thấy.")).toBeTruthy();
  expect(document.body.textContent).not.toContain("Đã gặp em.");
});

test("the screen is covered at once when it is locked, and told so; the password opens it where there is nothing else", async () => {
  const { user } = await renderCasework([received(1)]);
  const locked = stub(sessionRoutes.lock, () => ({ ok: true as const }));
  await user.click(screen.getByRole("button", { name: "Chị Mai" }));
  await user.click(screen.getByRole("menuitem", { name: "Khóa màn hình" }));
  expect(await screen.findByText("Màn hình đang khóa")).toBeTruthy();
  expect(screen.queryByRole("navigation")).toBeNull();
  await waitFor(() => {
    expect(locked).toHaveLength(1);
  });
  stub(sessionRoutes.unlock, () => MAI);
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  expect(await screen.findByRole("navigation")).toBeTruthy();
});
