import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeSocket } from "../../testing/fake-socket.ts";
import { contact, desk, inSeconds, LAN, presence, uuid } from "../../testing/fixtures.ts";
import { renderConsole } from "../../testing/render-console.tsx";
import { App } from "./app.tsx";

const signedOut = () => new Refused(401, "not-signed-in", "Phiên đăng nhập đã hết.");

test("a wrong sign-in says what to do and keeps what was typed", async () => {
  stub(sessionRoutes.me, () => {
    throw signedOut();
  });
  const asked = stub(sessionRoutes.signIn, () => {
    throw new Refused(401, "wrong-sign-in", "Tên đăng nhập hoặc mật khẩu không đúng.");
  });
  const user = userEvent.setup();
  render(<App client={createQueryClient()} openSocket={() => new FakeSocket().asLiveSocket()} />);
  await user.type(await screen.findByLabelText("Tên đăng nhập"), "lan");
  await user.type(screen.getByLabelText("Mật khẩu"), "sai{Enter}");
  expect(await screen.findByText("Tên đăng nhập hoặc mật khẩu không đúng.")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Tên đăng nhập").value).toBe("lan");
  expect(screen.getByLabelText<HTMLInputElement>("Mật khẩu").value).toBe("sai");
  expect(asked.map(({ body }) => body)).toEqual([{ username: "lan", password: "sai" }]);
});

test("after signing in, one press starts the shift", async () => {
  let isSignedIn = false;
  let isCheckedIn = false;
  const now = () =>
    isCheckedIn
      ? presence()
      : presence({
          gate: "before",
          unroutableBecause: "gate",
          shift: {
            name: "Ca đêm",
            startsAt: inSeconds(60),
            endsAt: inSeconds(3600),
            checkedInAt: null,
            checkInFrom: inSeconds(-600),
          },
        });
  stub(sessionRoutes.me, () => {
    if (!isSignedIn) throw signedOut();
    return { me: LAN, now: inSeconds(0) };
  });
  stub(sessionRoutes.signIn, () => {
    isSignedIn = true;
    return LAN;
  });
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(contactRoutes.desk, () => desk({ presence: now() }));
  stub(presenceRoutes.checkIn, () => {
    isCheckedIn = true;
    return now();
  });
  const user = userEvent.setup();
  render(<App client={createQueryClient()} openSocket={() => new FakeSocket().asLiveSocket()} />);
  await user.type(await screen.findByLabelText("Tên đăng nhập"), "lan");
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  await user.click(await screen.findByRole("button", { name: "Bắt đầu ca" }));
  expect(await screen.findByRole("heading", { name: /Của tôi/u })).toBeTruthy();
});

test("a session that ends in the middle asks for the password on top, and nothing typed is lost", async () => {
  const { user, socket, truth } = await renderConsole({}, [contact(1)]);
  let isSignedIn = false;
  const asked = stub(contactRoutes.saveRecord, ({ body }) => {
    if (!isSignedIn) throw signedOut();
    const { value, version } = body as { value: string; version: number };
    return { value, version: version + 1, savedAt: inSeconds(0) };
  });
  stub(sessionRoutes.signIn, () => {
    isSignedIn = true;
    return LAN;
  });
  await user.type(await screen.findByRole("textbox", { name: /Trả lời/u }), "Cô nghĩ là");
  await user.type(screen.getByLabelText("Lời kể"), "Lớp 7");
  await user.tab();

  await user.type(await screen.findByLabelText("Mật khẩu"), "đèn{Enter}");
  await waitFor(() => {
    expect(screen.queryByLabelText("Mật khẩu")).toBeNull();
  });
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Trả lời/u }).value).toBe("Cô nghĩ là");
  expect(screen.getByLabelText<HTMLTextAreaElement>("Lời kể").value).toBe("Lớp 7");
  await waitFor(
    () => {
      expect(asked.at(-1)?.body).toEqual({ value: "Lớp 7", version: 0 });
      expect(screen.getByText(/^Đã lưu/u)).toBeTruthy();
    },
    { timeout: 5000 },
  );
  expect(socket.connected).toBe(true);
  expect(truth.contacts.has(uuid(1))).toBe(true);
});

test("somebody else who signs in on the same page finds nothing of the one before", async () => {
  const { user, truth } = await renderConsole({}, [contact(1)]);
  stub(contactRoutes.saveRecord, () => {
    throw signedOut();
  });
  const ha = { ...LAN, id: uuid(8), username: "ha", displayName: "Thu Hà" };
  stub(sessionRoutes.signIn, () => ha);
  await user.type(await screen.findByRole("textbox", { name: /Trả lời/u }), "Lời của Lan");
  await user.type(screen.getByLabelText("Lời kể"), "Bí mật");
  await user.tab();
  const name = await screen.findByLabelText("Tên đăng nhập");
  stub(sessionRoutes.me, () => ({ me: ha, now: inSeconds(0) }));
  truth.contacts.set(uuid(2), contact(2));
  truth.desk = desk({ contacts: [contact(2).summary] });
  await user.clear(name);
  await user.type(name, "ha");
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  expect(await screen.findByText("Thu Hà")).toBeTruthy();
  await waitFor(() => {
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Trả lời/u }).value).toBe("");
  });
  expect(document.body.textContent).not.toContain("Bí mật");
});
