import { officeRoutes } from "@nightlight/contracts/authority/office";
import { receivedEscalationRoutes } from "@nightlight/contracts/authority/escalation";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeSocket } from "../../testing/fake-socket.ts";
import { inSeconds, MAI, OFFICE, received, uuid } from "../../testing/fixtures.ts";
import { renderCasework, stubOffice } from "../../testing/render-casework.tsx";
import { Refused, stub } from "../../testing/stub-server.ts";
import { App } from "./app.tsx";
import { createQueryClient } from "./query-client.ts";

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

test.each([
  ["somebody of the helpline is shown the way to the console", { roles: ["counsellor" as const] }, "Đến bàn tư vấn"],
  ["who has no second factor yet sets it up at the console", { stage: "enrolment" as const }, "Thiết lập mã xác thực"],
])("%s, and nothing is asked for them", async (_, change, link) => {
  stub(sessionRoutes.me, () => ({ me: { ...MAI, ...change }, now: inSeconds(0) }));
  open();
  const door = await screen.findByRole("link", { name: link });
  expect(door.getAttribute("href")).toBe("/console/");
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

test("a quick hand does not overtake the lock: unlocking waits until the server has heard of it", async () => {
  const { user } = await renderCasework([received(1)]);
  const order: string[] = [];
  let answer: (() => void) | undefined;
  stub(sessionRoutes.lock, async () => {
    await new Promise<void>((resolve) => (answer = resolve));
    order.push("lock");
    return { ok: true as const };
  });
  stub(sessionRoutes.unlock, () => {
    order.push("unlock");
    return MAI;
  });
  await user.click(screen.getByRole("button", { name: "Chị Mai" }));
  await user.click(screen.getByRole("menuitem", { name: "Khóa màn hình" }));
  await user.type(await screen.findByLabelText("Mật khẩu"), "đèn{Enter}");
  await waitFor(() => {
    expect(answer).toBeDefined();
  });
  expect(order).toEqual([]);
  answer?.();
  expect(await screen.findByRole("navigation")).toBeTruthy();
  expect(order).toEqual(["lock", "unlock"]);
});
