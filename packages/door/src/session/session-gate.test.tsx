import { accountRoutes } from "@nightlight/contracts/staff/account";
import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { NoNetwork, Refused, stub } from "../../testing/stub-server.ts";
import { createQueryClient } from "../client/query-client.ts";
import { Surroundings } from "../taste/surroundings.tsx";
import { lockScreen } from "./lock.ts";
import { meQuery } from "./me-query.ts";
import { SessionGate, type House, type Inside } from "./session-gate.tsx";

const ME: MeView = {
  id: "00000000-0000-4000-8000-000000000001",
  username: "mai",
  name: "Nguyễn Thị Mai",
  displayName: "Chị Mai",
  roles: ["counsellor"],
  languages: ["vi"],
  isDemo: true,
  stage: "open",
  isLocked: false,
  hasPin: true,
  hasSecondFactor: false,
};
const OTHER: MeView = { ...ME, id: "00000000-0000-4000-8000-000000000002", username: "ha", displayName: "Thu Hà" };
const now = "2026-03-02T02:00:00Z";
const signedOut = () => new Refused(401, "not-signed-in", "Phiên đăng nhập đã hết.");
const NOBODY: Omit<House, "elsewhere"> = {
  lead: "Đăng nhập để làm việc.",
  lockLead: (name) => `${name}, mọi thứ được giữ.`,
  forget: () => undefined,
  saveWork: () => Promise.resolve(),
};

const NO_WORDS = { vi: {}, en: () => Promise.resolve({}) };

function stand(change: Partial<House> = {}, me: MeView | null = ME) {
  stub(sessionRoutes.me, () => {
    if (me === null) throw signedOut();
    return { me, now };
  });
  const client = createQueryClient();
  render(
    <Surroundings words={NO_WORDS}>
      <QueryClientProvider client={client}>
        <SessionGate house={{ ...NOBODY, ...change }} inside={(told) => <Work {...told} />} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return { client, user: userEvent.setup() };
}

function Work({ me, signIns, isCovered, signOut }: Inside) {
  return (
    <main data-covered={isCovered} data-sign-ins={signIns}>
      <h1>{me.displayName}</h1>
      <textarea aria-label="Ghi chú" />
      <button onClick={lockScreen}>Khóa</button>
      <button onClick={signOut}>Ra</button>
    </main>
  );
}

const work = () => screen.findByRole("heading", { name: ME.displayName });
const end = async (client: QueryClient) => {
  stub(sessionRoutes.me, () => {
    throw signedOut();
  });
  await act(() => client.invalidateQueries({ queryKey: meQuery.queryKey }));
};

test("says what signing in leads to, and opens on the person's work", async () => {
  const { user } = stand({}, null);
  expect(await screen.findByText("Đăng nhập để làm việc.")).toBeTruthy();
  stub(sessionRoutes.signIn, () => ME);
  await user.type(screen.getByLabelText("Tên đăng nhập"), "mai");
  stub(sessionRoutes.me, () => ({ me: ME, now }));
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  expect((await work()).closest("main")?.dataset).toMatchObject({ covered: "false", signIns: "1" });
});

test("a session that ends in the middle asks on top; the same person goes on with what they typed", async () => {
  const forget = vi.fn();
  const { client, user } = stand({ forget });
  await work();
  const note = screen.getByLabelText<HTMLTextAreaElement>("Ghi chú");
  await user.type(note, "còn dở");
  await end(client);
  await screen.findByText("Chị Mai, mời bạn đăng nhập lại");
  expect(screen.queryByRole("button", { name: "Khóa" })).toBeNull();
  stub(sessionRoutes.signIn, () => ME);
  stub(sessionRoutes.me, () => ({ me: ME, now }));
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  await work();
  expect(note.isConnected).toBe(true);
  expect(note.value).toBe("còn dở");
  expect(forget).not.toHaveBeenCalled();
});

test("another person who signs in on the same page finds nothing of the one before", async () => {
  const forget = vi.fn();
  const { client, user } = stand({ forget });
  await work();
  await user.type(screen.getByLabelText("Ghi chú"), "bí mật");
  client.setQueryData(["of", "mai"], "bí mật");
  await end(client);
  const name = await screen.findByLabelText("Tên đăng nhập");
  await user.clear(name);
  await user.type(name, "ha");
  stub(sessionRoutes.signIn, () => OTHER);
  stub(sessionRoutes.me, () => ({ me: OTHER, now }));
  await user.type(screen.getByLabelText("Mật khẩu"), "đèn{Enter}");
  expect(await screen.findByRole("heading", { name: "Thu Hà" })).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>("Ghi chú").value).toBe("");
  expect(client.getQueryData(["of", "mai"])).toBeUndefined();
  expect(forget).toHaveBeenCalledOnce();
});

test("whoever is at the wrong door sees where theirs is, and none of the work", async () => {
  stand({ elsewhere: (me) => (me.roles.includes("officer") ? undefined : <p>Cửa bên kia</p>) });
  expect(await screen.findByText("Cửa bên kia")).toBeTruthy();
  expect(screen.queryByLabelText("Ghi chú")).toBeNull();
});

test("whoever has no second factor sets it up, behind whichever door they stand", async () => {
  const secret = { secret: "ABCDEFGHIJKLMNOP", uri: "otpauth://totp/x?secret=ABCDEFGHIJKLMNOP" };
  stub(accountRoutes.beginSecondFactor, () => secret);
  stand({ elsewhere: () => <p>Cửa bên kia</p> }, { ...ME, stage: "enrolment" });
  expect(await screen.findByRole("img", { name: /Mã QR/u })).toBeTruthy();
  expect(screen.queryByText("Cửa bên kia")).toBeNull();
});

test("the lock covers at once, saves what was typed first, and is told again when nobody answers", async () => {
  const order: string[] = [];
  const saveWork = () => {
    order.push("saved");
    return Promise.resolve();
  };
  const { user } = stand({ saveWork });
  await work();
  stub(sessionRoutes.lock, () => {
    order.push("locked");
    if (order.filter((each) => each === "locked").length === 1) throw new NoNetwork();
    return { ok: true as const };
  });
  stub(sessionRoutes.unlock, () => ME);
  await user.click(screen.getByRole("button", { name: "Khóa" }));
  expect(screen.getByText("Chị Mai, mọi thứ được giữ.")).toBeTruthy();
  expect(screen.queryByLabelText("Ghi chú")?.closest("[inert][hidden]")).not.toBeNull();
  await user.type(screen.getByLabelText("Mã PIN"), "482915{Enter}");
  await work();
  expect(order).toEqual(["saved", "locked", "saved", "locked", "saved"]);
}, 20_000);

test("a quick hand does not overtake the lock: unlocking waits until the server has heard of it", async () => {
  const { user } = stand();
  await work();
  const order: string[] = [];
  let answer: (() => void) | undefined;
  stub(sessionRoutes.lock, async () => {
    await new Promise<void>((resolve) => (answer = resolve));
    order.push("lock");
    return { ok: true as const };
  });
  stub(sessionRoutes.unlock, () => {
    order.push("unlock");
    return ME;
  });
  await user.click(screen.getByRole("button", { name: "Khóa" }));
  await user.type(await screen.findByLabelText("Mã PIN"), "482915{Enter}");
  await waitFor(() => {
    expect(answer).toBeDefined();
  });
  expect(order).toEqual([]);
  answer?.();
  await waitFor(() => {
    expect(order).toEqual(["lock", "unlock"]);
  });
  expect(await work()).toBeTruthy();
});

test("signing out forgets the person, also when the server does not answer", async () => {
  const forget = vi.fn();
  const { user } = stand({ forget });
  await work();
  stub(sessionRoutes.signOut, () => {
    throw new NoNetwork();
  });
  await user.click(screen.getByRole("button", { name: "Ra" }));
  expect(await screen.findByText("Đăng nhập để làm việc.")).toBeTruthy();
  expect(forget).toHaveBeenCalledOnce();
  expect(screen.getByLabelText<HTMLInputElement>("Tên đăng nhập").value).toBe("");
});
